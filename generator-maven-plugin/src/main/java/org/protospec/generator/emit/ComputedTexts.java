package org.protospec.generator.emit;

import java.util.OptionalInt;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Expressions;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Type;
import org.protospec.runtime.parse.JoinedText;

/**
 * Which computed texts of a message are worked out when they are asked for: those that need nothing but what the message holds once it is
 * read, and that have a value for certain.
 */
final class ComputedTexts {
    private final MessageDef message;

    ComputedTexts(MessageDef message) {
        this.message = message;
    }

    /** Whether a text is another one that the message holds, or one of several: it needs no place of its own. */
    boolean isView(MessageDef.Let let) {
        return let.type() instanceof Type.TextType && isHeld(let.value());
    }

    /** Whether a text is put together, of others that the message holds. */
    boolean isJoined(MessageDef.Let let) {
        return let.value() instanceof Expr.Join join && isHeld(join.target()) && isPart(join.element());
    }

    /**
     * How many bytes there are at most in a text that is put together for each byte that was read of the message. It is known where each part
     * lies in an element of its own, or is such a text of a message in that.
     */
    OptionalInt timesRead(Streams streams, MessageDef.Let let) {
        Expr.Join join = (Expr.Join) let.value();
        boolean own = join.target() instanceof Expr.FieldRef list
                && message.fields().get(list.field()).encoding() instanceof FieldType.ArrayField array
                && array.element() instanceof FieldType.MessageField;
        if (!own || !isRead(streams, join.element(), join.separator().length())) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(times(join));
    }

    private static int times(Expr.Join join) {
        boolean[] escapes = new boolean[1];
        Expressions.walk(join.element(), part -> escapes[0] |= part instanceof Expr.TextCall);
        return (escapes[0] ? 1 + JoinedText.ESCAPE_BYTES : 1) + join.separator().length();
    }

    private boolean isRead(Streams streams, Expr part, int separator) {
        if (part instanceof Expr.TextCall call) {
            return isRead(streams, call.target(), separator);
        } else if (part instanceof Expr.Default either) {
            return isRead(streams, either.value(), separator) && isRead(streams, either.fallback(), separator);
        } else if (part instanceof Expr.FieldMember member && member.target() instanceof Expr.ItRef) {
            MessageIr element = streams.message(member.message());
            return Storage.of(element, element.def().fields().get(member.field())) == Storage.SLICE;
        }
        return part instanceof Expr.LetMember member
                && member.message() == message.id()
                && member.target() instanceof Expr.FieldMember field
                && field.target() instanceof Expr.ItRef
                && message.lets().get(member.let()).value() instanceof Expr.Join;
    }

    /** A part of a text that is put together, which may be absent or have escapes. */
    private boolean isPart(Expr part) {
        if (part instanceof Expr.TextCall call) {
            return call.method() == Expr.TextMethod.ESCAPE && isPart(call.target());
        } else if (part instanceof Expr.Default either) {
            return isPart(either.value()) && isPart(either.fallback());
        }
        return part instanceof Expr.ItRef || isHeld(part);
    }

    private boolean isHeld(Expr expr) {
        if (expr instanceof Expr.FieldRef field) {
            return field.message() == message.id();
        } else if (expr instanceof Expr.LetRef let) {
            return let.message() == message.id();
        } else if (expr instanceof Expr.FieldMember member) {
            return isHeld(member.target()) || member.target() instanceof Expr.ItRef;
        } else if (expr instanceof Expr.LetMember member) {
            return isHeld(member.target()) || member.target() instanceof Expr.ItRef;
        } else if (expr instanceof Expr.Conditional choice) {
            return isHeld(choice.condition()) && isHeld(choice.then()) && isHeld(choice.otherwise());
        } else if (expr instanceof Expr.Binary binary) {
            return isComparison(binary) && isHeld(binary.left()) && isHeld(binary.right());
        }
        return expr instanceof Expr.TextLiteral || expr instanceof Expr.IntLiteral;
    }

    private static boolean isComparison(Expr.Binary binary) {
        return switch (binary.operator().kind()) {
            case EQUALITY, ORDER, LOGIC -> true;
            default -> false;
        };
    }
}
