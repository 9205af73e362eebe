package org.protospec.runtime.parse;

import java.util.ArrayList;
import java.util.List;
import org.protospec.runtime.bytes.ByteRegion;
import org.protospec.runtime.bytes.Slice;

/** The texts that a parser's expressions make on the way, each kept to be used again for the next message. */
final class ExpressionTexts {
    private final List<Slice> slices = new ArrayList<>();
    private final List<JoinedText> results = new ArrayList<>(0);
    private final EscapedText escaped = new EscapedText();

    /** A slice for the result of a text's method. */
    Slice slice(int index) {
        while (slices.size() <= index) {
            slices.add(new Slice(new ByteRegion()));
        }
        return slices.get(index).fold(Slice.Case.AS_IS);
    }

    /** A place for the text that a function in Java gives. */
    JoinedText result(int index) {
        while (results.size() <= index) {
            results.add(new JoinedText());
        }
        return results.get(index);
    }

    /** A text that needs escapes, with them; valid until the next one is asked for. */
    Slice escaped(Slice text, String others) {
        return escaped.of(text, others);
    }
}
