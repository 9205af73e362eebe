package org.protospec.generator.emit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tidies what JavaPoet writes, so that it reads like the rest of a project: comments of one line on one line. */
final class Layout {
    private static final int WIDTH = 120;
    private static final Pattern SHORT_DOC = Pattern.compile("(?m)^( *)/\\*\\*\n *\\* (.*)\n *\\*/$");
    private static final Pattern EMPTY_BODY = Pattern.compile("\\{\n *\\}(?=\n)");
    private static final Pattern FIELD_GAP = Pattern.compile(
            "(?m)^( {4,8}(?:private |static |final )[^\n(]*(?:=[^\n]*)?;\n)\n(?= {4,8}(?:private |static |final )[^\n(]*[;=])");

    private Layout() {}

    static String tidy(String source) {
        String text = EMPTY_BODY.matcher(source).replaceAll("{}");
        text = FIELD_GAP.matcher(text).replaceAll("$1");
        Matcher docs = SHORT_DOC.matcher(text);
        StringBuilder tidied = new StringBuilder();
        while (docs.find()) {
            String line = docs.group(1) + "/** " + docs.group(2) + " */";
            docs.appendReplacement(tidied, Matcher.quoteReplacement(line.length() <= WIDTH ? line : docs.group()));
        }
        return docs.appendTail(tidied).toString();
    }
}
