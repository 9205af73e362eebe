package org.protospec.generator.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.protospec.generator.ast.Declaration;
import org.protospec.generator.ast.PatternNode;
import org.protospec.generator.model.TokenDef;

/** All tokens of a spec: first the declared ones, then those written in place, each of these once. */
final class TokenTable {

    private record Key(TokenDef.Form form, String text, boolean ignoreCase) {}

    private final List<TokenDef> tokens = new ArrayList<>();
    private final Map<String, TokenDef> byName = new LinkedHashMap<>();
    private final Map<Key, TokenDef> byPattern = new LinkedHashMap<>();

    void declare(Declaration.TokenDecl declaration, OptionalLong max) {
        PatternNode pattern = declaration.pattern();
        TokenDef token = new TokenDef(
                tokens.size(),
                Optional.of(declaration.name().text()),
                declaration.name().text(),
                declaration.doc(),
                form(pattern),
                pattern.text(),
                pattern.textSpan(),
                pattern.ignoreCase(),
                max,
                declaration.name().span());
        tokens.add(token);
        byName.put(declaration.name().text(), token);
        if (max.isEmpty()) {
            byPattern.putIfAbsent(key(pattern), token);
        }
    }

    Optional<TokenDef> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Iterable<String> names() {
        return byName.keySet();
    }

    TokenDef inPlace(PatternNode pattern) {
        return byPattern.computeIfAbsent(key(pattern), key -> {
            TokenDef token = new TokenDef(
                    tokens.size(),
                    Optional.empty(),
                    pattern.span().text(),
                    "",
                    key.form(),
                    key.text(),
                    pattern.textSpan(),
                    key.ignoreCase(),
                    OptionalLong.empty(),
                    pattern.span());
            tokens.add(token);
            return token;
        });
    }

    List<TokenDef> all() {
        return tokens;
    }

    private static Key key(PatternNode pattern) {
        return new Key(form(pattern), pattern.text(), pattern.ignoreCase());
    }

    private static TokenDef.Form form(PatternNode pattern) {
        return pattern.form() == PatternNode.Form.REGEX ? TokenDef.Form.REGEX : TokenDef.Form.LITERAL;
    }
}
