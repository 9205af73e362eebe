package org.protospec.runtime.parse;

/** What a message keeps of a field that was handed on as a stream: how long it was and how it ended. */
public final class Content {
    private long rawLength;
    private long length;
    private boolean lenient;
    private boolean complete = true;
    private boolean present;

    /** Number of bytes after the field's filters. */
    public long length() {
        return length;
    }

    /** Number of bytes on the wire, without the delimiter. */
    public long rawLength() {
        return rawLength;
    }

    /** Whether it was ended by a delimiter that counts only because the other direction answered it. */
    public boolean lenient() {
        return lenient;
    }

    /** Whether all of it was captured. */
    public boolean complete() {
        return complete;
    }

    /** Whether there is such content: false where it may be absent, and is. */
    public boolean isPresent() {
        return present;
    }

    /** Takes what a reader found. */
    public void set(ContentReader reader) {
        present = true;
        rawLength = reader.rawLength();
        length = reader.length();
        lenient = reader.lenient();
        complete = reader.complete();
    }

    /** Takes what the pieces of a content are together. */
    public void set(JoinedContent joined) {
        present = true;
        rawLength = joined.rawLength();
        length = joined.decodedLength();
        lenient = false;
        complete = joined.complete();
    }

    /** Takes what another one holds. */
    public void set(Content other) {
        present = other.present;
        rawLength = other.rawLength;
        length = other.length;
        lenient = other.lenient;
        complete = other.complete;
    }

    /** As before anything was read. */
    public void clear() {
        present = false;
        rawLength = 0;
        length = 0;
        lenient = false;
        complete = true;
    }

    /** Hands its fields to a visitor as a nested message. */
    public void visit(String name, FieldVisitor visitor) {
        if (!present) {
            visitor.absent(name);
            return;
        }
        visitor.beginMessage(name);
        visitor.number("length", length);
        visitor.number("raw_length", rawLength);
        visitor.endMessage();
    }
}
