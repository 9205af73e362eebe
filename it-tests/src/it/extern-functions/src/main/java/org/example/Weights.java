package org.example;

import java.util.ArrayList;
import java.util.List;
import org.example.words.WordsExterns;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.Filter;

/** A word is as grave as it is long. */
public final class Weights implements WordsExterns {
    private final List<String> said = new ArrayList<>();

    @Override
    public int weight(Slice word) {
        if (word.isEmpty()) {
            throw new IllegalArgumentException("nothing to weigh");
        }
        return word.length();
    }

    @Override
    public void remember(Slice word) {
        said.add(word.toString());
    }

    @Override
    public Filter swapped() {
        return new Filter() {
            @Override
            public void decode(byte[] bytes, int from, int to, Target target) {
                byte[] swapped = new byte[to - from];
                for (int i = from; i < to; i++) {
                    swapped[i - from] = (byte) (Character.isLetter(bytes[i]) ? bytes[i] ^ 0x20 : bytes[i]);
                }
                target.piece(swapped, 0, swapped.length);
            }
        };
    }

    List<String> said() {
        return said;
    }
}
