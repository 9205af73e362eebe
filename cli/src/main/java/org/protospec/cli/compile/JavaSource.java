package org.protospec.cli.compile;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import javax.tools.SimpleJavaFileObject;

/** A Java source as the compiler sees it: its text, and the name that people know it by. */
public final class JavaSource extends SimpleJavaFileObject {
    private final String shown;
    private final String text;

    private JavaSource(String path, String shown, String text) {
        super(URI.create("memory:///" + path), Kind.SOURCE);
        this.shown = shown;
        this.text = text;
    }

    /** A file that somebody wrote. */
    public static JavaSource of(Path file, String text) {
        // The compiler compares a public class's name with the last part only.
        Path name = file.getFileName();
        return new JavaSource(encoded(name == null ? "" : name.toString()), file.toString(), text);
    }

    /** A generated file. */
    public static JavaSource generated(String path, String text) {
        return new JavaSource(encoded(path), path, text);
    }

    private static String encoded(String path) {
        StringBuilder ascii = new StringBuilder();
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "/._-$".indexOf(c) >= 0);
            ascii.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return ascii.toString();
    }

    /** The path, as it was given. */
    public String shown() {
        return shown;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }

    String lineText(long number) {
        return text.lines().skip(Math.max(0, number - 1)).findFirst().orElse("");
    }
}
