package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;

/** Carries the words of a spec into Javadoc, where nothing in them can end the comment or be taken for markup. */
final class Docs {
    private Docs() {}

    /** A spec's doc comment, or a sentence of ours where there is none, and the line of the spec. */
    static CodeBlock of(String doc, String otherwise, String file, int line) {
        String text = doc.isBlank() ? otherwise : doc.strip();
        return CodeBlock.of("$L\n\n<p>Line $L of $L.\n", escape(text), line, escape(file));
    }

    /** What a field says of itself, and its line. */
    static CodeBlock field(String doc, String described, int line) {
        String text = doc.isBlank() ? described : doc.strip();
        return CodeBlock.of("$L (line $L)\n", escape(text), line);
    }

    /** The name of a spec's file without its folders, so that generated code is the same on every machine. */
    static String file(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /** The words alone. */
    static CodeBlock of(String doc, String otherwise) {
        return CodeBlock.of("$L\n", escape(doc.isBlank() ? otherwise : doc.strip()));
    }

    /** Text that reads the same in Javadoc. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '@' -> escaped.append("&#64;");
                case '\\' -> escaped.append("&#92;");
                case '*' -> escaped.append(i + 1 < text.length() && text.charAt(i + 1) == '/' ? "&#42;" : "*");
                case '/' -> escaped.append(i > 0 && text.charAt(i - 1) == '*' ? "&#47;" : "/");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** Text of a comment of one line. */
    static String comment(String text) {
        return text.replace("\n", " ").replace("\r", " ").replace("\\u", "\\ u");
    }
}
