package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.protospec.generator.ir.Step;
import org.protospec.runtime.parse.Attempt;
import org.protospec.runtime.parse.Recovery;
import org.protospec.runtime.parse.Resync;

/** Writes what a parser may take back or leave behind: the places of its attempts, and how the message forgets them. */
final class ParserAttempts {
    private final ParserContext context;

    ParserAttempts(ParserContext context) {
        this.context = context;
    }

    /** Adds the places and the method that forgets to the parser's class. */
    void addTo(TypeSpec.Builder type) {
        List<Integer> forgotten = new ArrayList<>();
        for (Step step : context.ir.steps()) {
            if (step instanceof Step.Attempt attempt) {
                forgotten.add(attempt.attempt());
                type.addField(FieldSpec.builder(
                                Attempt.class, "attempt" + attempt.attempt(), Modifier.PRIVATE, Modifier.FINAL)
                        .initializer("new $T($L)", Attempt.class, attempt.attempt())
                        .build());
            } else if (step instanceof Step.Recover part) {
                forgotten.add(part.attempt());
            }
        }
        context.ir.steps().stream()
                .filter(Step.TakeUp.class::isInstance)
                .map(Step.TakeUp.class::cast)
                .sorted(Comparator.comparingInt(Step.TakeUp::attempt))
                .forEach(up -> type.addField(recovery(up)));
        if (!forgotten.isEmpty()) {
            forget(type, forgotten);
        }
    }

    /** What was read of an element that does not fit is not in its list yet: nothing has to be forgotten. */
    private void forget(TypeSpec.Builder type, List<Integer> forgotten) {
        CodeBlock.Builder code = CodeBlock.builder();
        if (context.ir.attempts() == 1) {
            code.addStatement("message().forget$L()", forgotten.get(0));
        } else {
            code.beginControlFlow("switch (attempt)");
            boolean all = forgotten.size() == context.ir.attempts();
            for (int i = 0; i < forgotten.size(); i++) {
                boolean last = all && i == forgotten.size() - 1;
                code.add(
                        last ? "default -> message().forget$1L();\n" : "case $1L -> message().forget$1L();\n",
                        forgotten.get(i));
            }
            code.add(all ? "" : "default -> {}\n");
            code.endControlFlow();
        }
        type.addMethod(JavaMethods.override("forget")
                .addModifiers(Modifier.PROTECTED)
                .addParameter(TypeName.INT, "attempt")
                .addCode(code.build())
                .build());
    }

    /** What may be left behind. */
    private FieldSpec recovery(Step.TakeUp up) {
        return FieldSpec.builder(Recovery.class, "resync" + up.attempt(), Modifier.PRIVATE, Modifier.FINAL)
                .initializer(
                        "$T.$L($L, $L, $T.Place.$L, $T.Bytes.$L)",
                        Recovery.class,
                        up.lost() == Step.Lost.ELEMENT ? "ofElement" : "of",
                        up.attempt(),
                        context.streams.delimiter(up.resync().token()),
                        Resync.class,
                        up.resync().place(),
                        Recovery.class,
                        up.held() ? "HELD" : "LET_GO")
                .build();
    }
}
