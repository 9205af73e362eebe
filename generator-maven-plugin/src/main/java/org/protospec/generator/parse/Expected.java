package org.protospec.generator.parse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** What could stand at a place, in the words of the spec's author. */
final class Expected {

    private static final int MOST_WORDS = 4;

    private static final Map<Integer, String> NOUNS = Map.ofEntries(
            Map.entry(ProtoSpecParser.RULE_protocolDecl, "protocol declaration"),
            Map.entry(ProtoSpecParser.RULE_looksLikeDecl, "list of first bytes"),
            Map.entry(ProtoSpecParser.RULE_byteOrderDecl, "byte order"),
            Map.entry(ProtoSpecParser.RULE_constDecl, "constant"),
            Map.entry(ProtoSpecParser.RULE_enumDecl, "enum"),
            Map.entry(ProtoSpecParser.RULE_enumItem, "enum item"),
            Map.entry(ProtoSpecParser.RULE_tokenDecl, "token"),
            Map.entry(ProtoSpecParser.RULE_messageDecl, "message"),
            Map.entry(ProtoSpecParser.RULE_eventDecl, "event"),
            Map.entry(ProtoSpecParser.RULE_externDecl, "extern"),
            Map.entry(ProtoSpecParser.RULE_parameter, "parameter"),
            Map.entry(ProtoSpecParser.RULE_field, "field"),
            Map.entry(ProtoSpecParser.RULE_letItem, "let"),
            Map.entry(ProtoSpecParser.RULE_requireItem, "requirement"),
            Map.entry(ProtoSpecParser.RULE_ifItem, "if"),
            Map.entry(ProtoSpecParser.RULE_optionalItem, "optional part"),
            Map.entry(ProtoSpecParser.RULE_switchItem, "switch"),
            Map.entry(ProtoSpecParser.RULE_switchCase, "case"),
            Map.entry(ProtoSpecParser.RULE_choiceItem, "choice"),
            Map.entry(ProtoSpecParser.RULE_tryItem, "try"),
            Map.entry(ProtoSpecParser.RULE_unionItem, "union"),
            Map.entry(ProtoSpecParser.RULE_machineDecl, "machine"),
            Map.entry(ProtoSpecParser.RULE_varDecl, "variable"),
            Map.entry(ProtoSpecParser.RULE_state, "state"),
            Map.entry(ProtoSpecParser.RULE_expectation, "expectation"),
            Map.entry(ProtoSpecParser.RULE_transition, "transition"),
            Map.entry(ProtoSpecParser.RULE_action, "action"),
            Map.entry(ProtoSpecParser.RULE_loneExpression, "text"));

    private Expected() {}

    /** {@code expected ';' after the field}. */
    static String describe(IntervalSet tokens, ParserRuleContext context) {
        List<String> words = words(tokens, context.getRuleIndex());
        String noun = noun(context);
        if (words.isEmpty()) {
            return noun.isEmpty() ? "nothing is expected here" : "this does not belong into the " + noun;
        }
        String relation = noun.isEmpty() ? "" : words.equals(List.of("';'")) ? " after the " + noun : " in the " + noun;
        return "expected " + join(words) + relation;
    }

    private static String noun(ParserRuleContext context) {
        for (ParserRuleContext c = context; c != null; c = c.getParent()) {
            String noun = NOUNS.get(c.getRuleIndex());
            if (noun != null) {
                return noun;
            }
        }
        return "";
    }

    private static List<String> words(IntervalSet tokens, int rule) {
        Set<String> words = new LinkedHashSet<>();
        boolean name = tokens.contains(ProtoSpecParser.NAME);
        boolean group = true;
        if (tokens.contains(ProtoSpecParser.T_NONE)) {
            words.add("an expression");
        } else if (tokens.contains(ProtoSpecParser.T_LET)) {
            words.add("an item");
        } else if (rule == ProtoSpecParser.RULE_spec || rule == ProtoSpecParser.RULE_declaration) {
            words.add("a declaration");
        } else if (rule == ProtoSpecParser.RULE_machineDecl || rule == ProtoSpecParser.RULE_machineMember) {
            words.add("a variable");
            words.add("a state");
        } else if (rule == ProtoSpecParser.RULE_state || rule == ProtoSpecParser.RULE_stateMember) {
            group = name || tokens.contains(ProtoSpecParser.T_ON);
            if (name) {
                words.add("a name");
            } else if (group) {
                words.addAll(List.of("'up'", "'down'", "'on'"));
            }
        } else if (name && (rule == ProtoSpecParser.RULE_actionBlock || rule == ProtoSpecParser.RULE_action)) {
            words.add("an action");
        } else if (name && tokens.contains(ProtoSpecParser.REGEX)) {
            words.add(tokens.contains(ProtoSpecParser.T_OPEN) ? "a type" : "a token, a regular expression or a text");
        } else if (name) {
            words.add("a name");
        } else {
            group = false;
        }
        boolean operators = tokens.contains(ProtoSpecParser.T_DEFAULT_VALUE);
        for (int type : tokens.toArray()) {
            boolean covered = group && inGroup(type, name, words);
            if (!covered && !isModifier(type, tokens) && !(operators && isOperator(type))) {
                words.add(word(type));
            }
        }
        words.remove("");
        if (words.remove("'}'")) {
            words.add("'}'");
        }
        return new ArrayList<>(words);
    }

    private static boolean inGroup(int type, boolean name, Set<String> words) {
        boolean sign = ProtoSpecParser.VOCABULARY.getLiteralName(type) != null
                && !Character.isLetter(
                        ProtoSpecParser.VOCABULARY.getLiteralName(type).charAt(1));
        if (!sign) {
            return name || !words.contains("a name");
        }
        if (words.contains("an expression")) {
            return type == ProtoSpecParser.T_PARENTHESIS
                    || type == ProtoSpecParser.T_NOT
                    || type == ProtoSpecParser.T_MINUS
                    || type == ProtoSpecParser.T_TILDE;
        }
        return type == ProtoSpecParser.T_OPEN;
    }

    /** Modifiers can follow every field; what is missed there is hardly ever one of them. */
    private static boolean isModifier(int type, IntervalSet tokens) {
        if (!tokens.contains(ProtoSpecParser.T_SEMICOLON)) {
            return false;
        }
        return switch (type) {
            case ProtoSpecParser.T_LE,
                    ProtoSpecParser.T_BE,
                    ProtoSpecParser.T_AS,
                    ProtoSpecParser.T_MAX,
                    ProtoSpecParser.T_SIZE,
                    ProtoSpecParser.T_STREAM,
                    ProtoSpecParser.T_DECODE,
                    ProtoSpecParser.T_IF,
                    ProtoSpecParser.T_REQUIRE,
                    ProtoSpecParser.T_RESYNC,
                    ProtoSpecParser.T_IGNORECASE,
                    ProtoSpecParser.T_INCLUSIVE,
                    ProtoSpecParser.T_AT,
                    ProtoSpecParser.T_OR,
                    ProtoSpecParser.T_ASSIGN,
                    ProtoSpecParser.T_BRACKET,
                    ProtoSpecParser.T_COMMA,
                    ProtoSpecParser.T_PARENTHESIS -> true;
            default -> false;
        };
    }

    private static boolean isOperator(int type) {
        return switch (type) {
            case ProtoSpecParser.T_STAR,
                    ProtoSpecParser.T_SLASH,
                    ProtoSpecParser.T_PERCENT,
                    ProtoSpecParser.T_PLUS,
                    ProtoSpecParser.T_MINUS,
                    ProtoSpecParser.T_LEFT,
                    ProtoSpecParser.T_RIGHT,
                    ProtoSpecParser.T_AMPERSAND,
                    ProtoSpecParser.T_CARET,
                    ProtoSpecParser.T_BAR,
                    ProtoSpecParser.T_DEFAULT_VALUE,
                    ProtoSpecParser.T_LESS,
                    ProtoSpecParser.T_LESS_EQUAL,
                    ProtoSpecParser.T_GREATER,
                    ProtoSpecParser.T_GREATER_EQUAL,
                    ProtoSpecParser.T_EQUAL,
                    ProtoSpecParser.T_NOT_EQUAL,
                    ProtoSpecParser.T_AND,
                    ProtoSpecParser.T_OR_OR,
                    ProtoSpecParser.T_QUESTION,
                    ProtoSpecParser.T_DOT,
                    ProtoSpecParser.T_BRACKET,
                    ProtoSpecParser.T_PARENTHESIS -> true;
            default -> false;
        };
    }

    private static String word(int type) {
        if (type == Token.EOF) {
            return "the end of the file";
        }
        return switch (type) {
            case ProtoSpecParser.INT -> "an integer";
            case ProtoSpecParser.STRING -> "a text";
            case ProtoSpecParser.REGEX -> "a regular expression";
            case ProtoSpecParser.DURATION -> "a time";
            default -> {
                String literal = ProtoSpecParser.VOCABULARY.getLiteralName(type);
                yield literal == null ? "" : literal;
            }
        };
    }

    private static String join(List<String> words) {
        List<String> few = words.subList(0, Math.min(words.size(), MOST_WORDS));
        if (few.size() == 1) {
            return few.get(0);
        }
        return String.join(", ", few.subList(0, few.size() - 1)) + " or " + few.get(few.size() - 1);
    }
}
