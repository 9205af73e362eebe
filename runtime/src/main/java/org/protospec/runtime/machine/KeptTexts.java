package org.protospec.runtime.machine;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.Slice;

/** A bounded list of texts that a flow remembers ({@code var xs: text[] max n}): copies, lent as long as there are any. */
public final class KeptTexts extends AbstractList<Slice> implements RandomAccess {
    private final Dissector lender;
    private final List<KeptText> texts = new ArrayList<>();

    KeptTexts(Dissector lender) {
        this.lender = lender;
    }

    /** Adds a copy of a text; a list that has {@code maxTexts} stays as it is. */
    void add(Slice text, int maxTexts, int maxBytes) {
        if (texts.size() < maxTexts) {
            KeptText place = lender.lendText();
            place.set(text, maxBytes);
            texts.add(place);
        }
    }

    @Override
    public Slice get(int index) {
        return KeptText.of(texts.get(index));
    }

    @Override
    public int size() {
        return texts.size();
    }

    @Override
    public void clear() {
        for (int i = 0; i < texts.size(); i++) {
            lender.forgetText(texts.get(i));
        }
        texts.clear();
    }

    /** The texts, of which there are none where none are remembered. */
    public static List<Slice> of(@Nullable KeptTexts kept) {
        return kept == null ? List.of() : kept;
    }
}
