package org.protospec.generator.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.protospec.generator.model.Type;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.Content;

/** The Java types of the types of specs. */
final class JavaTypes {
    private final SpecNames names;

    JavaTypes(SpecNames names) {
        this.names = names;
    }

    /** The type of a value that is there. */
    TypeName of(Type type) {
        Type present = type.present();
        if (present instanceof Type.IntType number) {
            return number.fitsInt() ? TypeName.INT : TypeName.LONG;
        } else if (present instanceof Type.EnumType) {
            return TypeName.LONG;
        } else if (present instanceof Type.FlagType) {
            return TypeName.BOOLEAN;
        } else if (present instanceof Type.FloatType) {
            return TypeName.DOUBLE;
        } else if (present instanceof Type.MessageType message) {
            return names.message(message.message());
        } else if (present instanceof Type.QueueType queue) {
            return names.message(queue.message());
        } else if (present instanceof Type.ListType list) {
            return ParameterizedTypeName.get(
                    ClassName.get(List.class), of(list.element()).box());
        } else if (present instanceof Type.StreamedType) {
            return ClassName.get(Content.class);
        }
        return ClassName.get(Slice.class);
    }

    /** The type of a text; {@code nullable} if it may be absent. */
    static TypeName text(boolean nullable) {
        ClassName slice = ClassName.get(Slice.class);
        return nullable ? nullable(slice) : slice;
    }

    /** The nullable form of a type. */
    static TypeName nullable(TypeName type) {
        return type.annotated(AnnotationSpec.builder(Nullable.class).build());
    }

    /** Whether an absent value is a flag beside the value, and not null. */
    boolean isPrimitive(Type type) {
        return of(type).isPrimitive();
    }
}
