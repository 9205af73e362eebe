package org.protospec.generator.parse;

import java.util.Set;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATNConfig;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.Transition;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * How the parser goes on after a mistake: it leaves the whole item, member or declaration, skips to its {@code ;} or
 * closing brace, and goes on with the next. So a mistake is told once, and the next one is still found.
 */
final class SpecErrorStrategy extends DefaultErrorStrategy {

    /** Rules that mend a mistake somewhere in them; all others hand it on to the rule that called them. */
    private static final Set<Integer> MENDING = Set.of(
            ProtoSpecParser.RULE_spec,
            ProtoSpecParser.RULE_declaration,
            ProtoSpecParser.RULE_enumItem,
            ProtoSpecParser.RULE_item,
            ProtoSpecParser.RULE_machineMember,
            ProtoSpecParser.RULE_stateMember,
            ProtoSpecParser.RULE_action,
            ProtoSpecParser.RULE_loneExpression);

    /** Rules with a loop over things that are mended one by one. */
    private static final Set<Integer> LOOPS = Set.of(
            ProtoSpecParser.RULE_spec,
            ProtoSpecParser.RULE_enumDecl,
            ProtoSpecParser.RULE_block,
            ProtoSpecParser.RULE_switchItem,
            ProtoSpecParser.RULE_machineDecl,
            ProtoSpecParser.RULE_state,
            ProtoSpecParser.RULE_actionBlock);

    private final SyntaxErrors errors;
    private int lastPlace = -1;

    SpecErrorStrategy(SyntaxErrors errors) {
        this.errors = errors;
    }

    @Override
    public void reportError(Parser parser, RecognitionException e) {
        if (inErrorRecoveryMode(parser)) {
            return;
        }
        beginErrorCondition(parser);
        boolean ahead = e instanceof NoViableAltException n && n.getStartToken() != e.getOffendingToken();
        IntervalSet expected = ahead && ((NoViableAltException) e).getDeadEndConfigs() != null
                ? deadEnds((NoViableAltException) e)
                : parser.getExpectedTokens();
        errors.unexpected(parser, e.getOffendingToken(), expected);
    }

    /** What the alternatives that were still possible wanted to see where the last of them ended. */
    private static IntervalSet deadEnds(NoViableAltException e) {
        IntervalSet expected = new IntervalSet();
        for (ATNConfig config : e.getDeadEndConfigs()) {
            for (Transition transition : config.state.getTransitions()) {
                if (transition.label() != null) {
                    expected.addAll(transition.label());
                }
            }
        }
        return expected;
    }

    @Override
    public void recover(Parser parser, RecognitionException e) {
        int rule = parser.getRuleContext().getRuleIndex();
        if (!MENDING.contains(rule)) {
            throw e;
        }
        int place = parser.getInputStream().index();
        if (place == lastPlace && parser.getInputStream().LA(1) != Token.EOF) {
            // Nothing was read since the last mistake: going on from here again would never end.
            parser.consume();
        }
        lastPlace = place;
        skip(parser, rule == ProtoSpecParser.RULE_declaration || rule == ProtoSpecParser.RULE_spec);
        endErrorCondition(parser);
    }

    @Override
    public Token recoverInline(Parser parser) {
        Token current = parser.getCurrentToken();
        Token previous = parser.getInputStream().LT(-1);
        boolean missing = parser.getExpectedTokens().contains(ProtoSpecParser.T_SEMICOLON)
                && previous != null
                && (current.getLine() > previous.getLine()
                        || current.getType() == ProtoSpecParser.T_CLOSE
                        || current.getType() == Token.EOF);
        if (missing) {
            if (!inErrorRecoveryMode(parser)) {
                beginErrorCondition(parser);
                errors.unexpected(parser, current, parser.getExpectedTokens());
            }
            return current;
        }
        throw new InputMismatchException(parser);
    }

    @Override
    public void sync(Parser parser) {
        if (inErrorRecoveryMode(parser)
                || !LOOPS.contains(parser.getRuleContext().getRuleIndex())) {
            return;
        }
        ATNState state = parser.getATN().states.get(parser.getState());
        if (state.getStateType() != ATNState.STAR_LOOP_ENTRY && state.getStateType() != ATNState.STAR_LOOP_BACK) {
            return;
        }
        IntervalSet next = parser.getATN().nextTokens(state);
        int found = parser.getInputStream().LA(1);
        // Only at a body's loop, which its brace or the file's end closes, can what is skipped be told from what is
        // not.
        boolean body = next.contains(ProtoSpecParser.T_CLOSE) || next.contains(Token.EOF);
        if (!body || next.contains(Token.EPSILON) || next.contains(found) || found == Token.EOF) {
            return;
        }
        errors.unexpected(parser, parser.getCurrentToken(), next);
        boolean top = parser.getRuleContext().getRuleIndex() == ProtoSpecParser.RULE_spec;
        while (parser.getInputStream().LA(1) != Token.EOF
                && !next.contains(parser.getInputStream().LA(1))) {
            skip(parser, top);
        }
    }

    /** Skips to behind the next {@code ;} or block, but not past the brace that closes the block around. */
    private static void skip(Parser parser, boolean top) {
        int depth = 0;
        while (true) {
            switch (parser.getInputStream().LA(1)) {
                case Token.EOF:
                    return;
                case ProtoSpecParser.T_OPEN:
                    depth++;
                    break;
                case ProtoSpecParser.T_CLOSE:
                    if (depth == 0 && !top) {
                        return;
                    }
                    depth--;
                    break;
                case ProtoSpecParser.T_SEMICOLON:
                    if (depth == 0) {
                        parser.consume();
                        return;
                    }
                    break;
                default:
                    break;
            }
            boolean closed = parser.getCurrentToken().getType() == ProtoSpecParser.T_CLOSE && depth <= 0;
            parser.consume();
            if (closed && !goesOn(parser.getInputStream().LA(1))) {
                return;
            }
        }
    }

    private static boolean goesOn(int type) {
        return type == ProtoSpecParser.T_ELSE
                || type == ProtoSpecParser.T_ARROW
                || type == ProtoSpecParser.T_SEMICOLON
                || type == ProtoSpecParser.T_BRACKET;
    }
}
