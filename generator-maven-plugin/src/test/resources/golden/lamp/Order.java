// Generated from lamp.proto-spec by Protospec VERSION. Do not edit.
package lamp;

import javax.annotation.processing.Generated;
import org.protospec.runtime.bytes.Octets;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.FieldVisitor;
import org.protospec.runtime.parse.Message;
import org.protospec.runtime.parse.Numbers;

/**
 * An order to the lamp.
 *
 * <p>Line 25 of lamp.proto-spec.
 */
@Generated("org.protospec.generator")
public final class Order extends Message {
    final Numbers colours = new Numbers(region(), 1, Numbers.Format.UNSIGNED);
    final Slice note = slice();

    boolean bright;

    /** An empty message with bytes of its own. */
    Order() {
        clear();
    }

    /** The bytes that follow. (line 27) */
    public int length() {
        return Octets.u16(octets(), at(0));
    }

    /** The field mode: Mode. (line 28) */
    public long mode() {
        return Octets.u8(octets(), at(2));
    }

    /** The field dim: flag. (line 29) */
    public boolean dim() {
        return (Octets.u8(octets(), at(3)) & 0x80) != 0;
    }

    /** The field level: u7. (line 30) */
    public int level() {
        return Octets.u8(octets(), at(3)) & 0x7f;
    }

    /** The field colours: u8[]; null where it is absent. (line 31) */
    public Numbers colours() {
        return colours;
    }

    /** Whether colours is there. */
    public boolean hasColours() {
        return colours.size() > 0;
    }

    /** The field note: bytes[length]. (line 32) */
    public Slice note() {
        return note;
    }

    /** The computed value bright. (line 33) */
    public boolean bright() {
        return bright;
    }

    /** A parser for messages of this kind, for one thread. */
    public static OrderParser parser() {
        return new OrderParser();
    }

    /** A copy that stays valid, with bytes of its own. */
    public Order copy() {
        Order copy = new Order();
        copy.copyFrom(this);
        return copy;
    }

    void copyFrom(Order other) {
        copyBytes(other);
        copyFields(other);
    }

    void copyFields(Order other) {
        colours.copyFrom(other.colours);
        note.set(other.note.from(), other.note.to());
        bright = other.bright;
    }

    @Override
    public String messageName() {
        return "Order";
    }

    @Override
    public void visit(FieldVisitor visitor) {
        visitor.number("length", length());
        visitor.symbol("mode", Mode.name(mode()));
        visitor.flag("dim", dim());
        visitor.number("level", level());
        colours.visit("colours", visitor);
        visitor.text("note", note);
        visitor.flag("bright", bright);
    }

    @Override
    protected void clear() {
        colours.clear();
        note.clear();
        bright = false;
    }
}
