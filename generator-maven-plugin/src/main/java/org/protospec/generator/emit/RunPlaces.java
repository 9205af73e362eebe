package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Spec;

/** Where the runs of a message lie, as code: behind a place that the message keeps, or, what is known before, behind its first byte. */
final class RunPlaces {
    private final SpecNames.Members members;
    private final boolean startsWithRun;

    RunPlaces(Spec spec, MessageIr message, SpecNames.Members members) {
        this.members = members;
        this.startsWithRun = !message.steps().isEmpty()
                && message.steps().get(0) instanceof Step.ReadRun first
                && first.run() == 0
                && spec.messages().stream()
                        .flatMap(each -> each.fields().stream())
                        .noneMatch(field -> isRead(field, message.def().id()));
    }

    private static boolean isRead(Field field, int message) {
        FieldType type = field.encoding() instanceof FieldType.ArrayField array ? array.element() : field.encoding();
        return type instanceof FieldType.MessageField nested && nested.message() == message;
    }

    /** Whether a run begins with the outermost message, in whatever message it is. */
    boolean isFirst(int run) {
        return run == 0 && startsWithRun;
    }

    /** A place in a run, with {@code owner} (empty, or an object and a dot) before the place that is kept. */
    CodeBlock place(String owner, int run, int octets) {
        if (isFirst(run)) {
            return CodeBlock.of("$L", octets);
        }
        String kept = owner + members.runs.get(run);
        return octets == 0 ? CodeBlock.of("$L", kept) : CodeBlock.of("$L + $L", kept, octets);
    }
}
