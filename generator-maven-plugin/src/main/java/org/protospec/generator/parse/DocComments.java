package org.protospec.generator.parse;

import java.util.List;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** The doc comments of a text, by what follows them. */
final class DocComments {

    private final SourceText source;
    private final CommonTokenStream tokens;

    DocComments(SourceText source, CommonTokenStream tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    /** The text of the doc comment before {@code context}, without its stars; empty without one. */
    String before(ParserRuleContext context) {
        List<Token> hidden = tokens.getHiddenTokensToLeft(context.getStart().getTokenIndex(), Token.HIDDEN_CHANNEL);
        String doc = "";
        if (hidden != null) {
            for (Token token : hidden) {
                if (token.getType() == ProtoSpecParser.DOC_COMMENT) {
                    doc = clean(source.text(token));
                }
            }
        }
        return doc;
    }

    private static String clean(String comment) {
        String body = comment.substring(3, comment.length() - 2);
        StringBuilder out = new StringBuilder();
        for (String line : body.split("\r?\n", -1)) {
            String text = line.strip();
            if (text.startsWith("*")) {
                text = text.substring(1);
                text = text.startsWith(" ") ? text.substring(1) : text;
            }
            out.append(text.stripTrailing()).append('\n');
        }
        return out.toString().strip();
    }
}
