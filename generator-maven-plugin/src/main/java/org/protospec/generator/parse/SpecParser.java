package org.protospec.generator.parse;

import java.util.Optional;
import org.antlr.v4.runtime.CommonTokenStream;
import org.protospec.generator.ast.SpecNode;
import org.protospec.generator.diagnostic.Diagnostics;
import org.protospec.generator.source.SourceFile;

/** The parser of spec files. */
public final class SpecParser {

    private SpecParser() {}

    /**
     * The syntax tree of a file; empty if it has syntax errors, which are then in {@code diagnostics}. Other mistakes
     * that can be seen without knowing names are reported too, and leave a tree.
     */
    public static Optional<SpecNode> parse(SourceFile file, Diagnostics diagnostics) {
        SourceText source = SourceText.whole(file, diagnostics);
        CommonTokenStream tokens = new CommonTokenStream(SpecLexer.of(source.text()));
        tokens.fill();
        SyntaxErrors errors = new SyntaxErrors(source);
        if (!errors.lexical(tokens.getTokens())) {
            return Optional.empty();
        }
        ProtoSpecParser.SpecContext tree = parser(tokens, errors).spec();
        return errors.any() ? Optional.empty() : new DeclarationBuilder(source, tokens).spec(tree);
    }

    /** The tree of an expression that stands within a text; empty if it has syntax errors. */
    static Optional<ProtoSpecParser.ExpressionContext> parseExpression(SourceText source) {
        CommonTokenStream tokens = new CommonTokenStream(SpecLexer.of(source.text()));
        tokens.fill();
        SyntaxErrors errors = new SyntaxErrors(source);
        if (!errors.lexical(tokens.getTokens())) {
            return Optional.empty();
        }
        ProtoSpecParser.LoneExpressionContext tree = parser(tokens, errors).loneExpression();
        return errors.any() ? Optional.empty() : Optional.of(tree.expression());
    }

    private static ProtoSpecParser parser(CommonTokenStream tokens, SyntaxErrors errors) {
        tokens.seek(0);
        ProtoSpecParser parser = new ProtoSpecParser(tokens);
        parser.removeErrorListeners();
        parser.setErrorHandler(new SpecErrorStrategy(errors));
        return parser;
    }
}
