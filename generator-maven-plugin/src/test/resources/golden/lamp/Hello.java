// Generated from lamp.proto-spec by Protospec VERSION. Do not edit.
package lamp;

import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.FieldVisitor;
import org.protospec.runtime.parse.Message;

/**
 * The first line of each side.
 *
 * <p>Line 14 of lamp.proto-spec.
 */
@Generated("org.protospec.generator")
public final class Hello extends Message {
    final Slice name = slice().fold(Slice.Case.UPPER);

    /** An empty message with bytes of its own. */
    Hello() {
        clear();
    }

    /** Who speaks. (line 19) */
    public @Nullable Slice name() {
        return name.orNull();
    }

    /** A parser for messages of this kind, for one thread. */
    public static HelloParser parser() {
        return new HelloParser();
    }

    /** A copy that stays valid, with bytes of its own. */
    public Hello copy() {
        Hello copy = new Hello();
        copy.copyFrom(this);
        return copy;
    }

    void copyFrom(Hello other) {
        copyBytes(other);
        copyFields(other);
    }

    void copyFields(Hello other) {
        name.set(other.name.from(), other.name.to());
    }

    @Override
    public String messageName() {
        return "Hello";
    }

    @Override
    public void visit(FieldVisitor visitor) {
        if (name.isPresent()) {
            visitor.text("name", name);
        } else {
            visitor.absent("name");
        }
    }

    @Override
    protected void clear() {
        name.clear();
    }
}
