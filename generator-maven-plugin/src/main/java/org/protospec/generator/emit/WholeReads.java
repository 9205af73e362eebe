package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.protospec.generator.check.Bounds;
import org.protospec.generator.ir.Step;
import org.protospec.runtime.parse.Places;

/**
 * Writes the short way through a message: where all of it is there and fits, it is read as one would by hand, from its first byte to its
 * last without remembering how far it came. What is missing or wrong is told by the steps.
 */
final class WholeReads {
    private final ParserContext context;
    private final WholeMessages messages;
    private final WholeCode whole;
    private final CodeBlock.Builder code;

    WholeReads(ParserContext context) {
        this.context = context;
        this.messages = context.wholeMessages;
        this.whole = new WholeCode(context);
        this.code = whole.code;
    }

    /** The methods of a message that has such a way. Tokens that they match are added to {@code used}. */
    List<MethodSpec> methods(boolean standalone, Set<Integer> used) {
        if (context.ir.steps().isEmpty() || !messages.isPlain(context.ir)) {
            return List.of();
        }
        new WholeBlocks(whole).steps(0, context.ir.steps().size());
        if (messages.isNoted(context.def.id())) {
            whole.counts = true;
            code.beginControlFlow("if (places.read() == before)")
                    .addStatement("places.note(message, at, p)")
                    .endControlFlow();
        }
        code.addStatement("return p");
        long most = context.ir.steps().stream().mapToLong(this::most).min().orElse(Long.MAX_VALUE);
        boolean elsewhere = context.ir.steps().stream().anyMatch(Step.GoTo.class::isInstance);
        // Texts of methods need places of their own; and elsewhere there may be more bytes than here.
        boolean needsSteps = whole.uses.scratch() || elsewhere && most < Long.MAX_VALUE;
        if (needsSteps || code.build().toString().length() > JavaMethods.MAX_LENGTH) {
            return List.of();
        }
        used.addAll(whole.tokens);
        int id = context.def.id();
        List<MethodSpec> methods = new ArrayList<>();
        if (messages.isPlaced(id) && standalone) {
            methods.add(method(messages.isToEnd(id) ? "wholeToEnd" : "whole")
                    .addStatement("return placed(message, bytes, start, at, limit)")
                    .build());
        }
        MethodSpec.Builder method = method(messages.isPlaced(id) || !messages.isToEnd(id) ? "whole" : "wholeToEnd");
        if (messages.isPlaced(id)) {
            method.addParameter(Places.class, "places");
        }
        methods.add(method.addCode(body(most)).build());
        return methods;
    }

    /** The same of a header that can be looked at where it lies. */
    MethodSpec inPlace(HeaderLayout layout) {
        MethodSpec.Builder method = method("whole");
        if (layout.rest().isEmpty()) {
            return method.addStatement("return isWhole(bytes, at, limit) ? at + $L : NOT_WHOLE", InPlaceReads.SIZE)
                    .build();
        }
        return method.addStatement("int size = $L(bytes, at, limit)", InPlaceReads.SIZE_AT)
                .beginControlFlow("if (size < 0)")
                .addStatement(WholeCode.MISSED)
                .endControlFlow()
                .addStatement(
                        "message.$L.set(at - start + $L, at - start + size)",
                        whole.field(layout.rest().get().field()),
                        InPlaceReads.LEAST_SIZE)
                .addStatement("return at + size")
                .build();
    }

    private MethodSpec.Builder method(String name) {
        return JavaMethods.override(name)
                .addModifiers(Modifier.PROTECTED)
                .addParameter(context.names.message(context.def.id()), "message")
                .addParameter(byte[].class, "bytes")
                .addParameter(TypeName.INT, "start")
                .addParameter(TypeName.INT, "at")
                .addParameter(TypeName.INT, "limit")
                .returns(TypeName.INT);
    }

    private CodeBlock body(long most) {
        CodeBlock.Builder body = CodeBlock.builder();
        if (most < Long.MAX_VALUE) {
            // Of more bytes a token could look at more than it may, which only the steps notice.
            body.beginControlFlow("if (limit - at > $L)", most)
                    .addStatement(WholeCode.MISSED)
                    .endControlFlow();
        }
        if (!whole.setsAll()) {
            body.addStatement("message.clear()");
        }
        body.addStatement("int p = at");
        if (whole.searches) {
            body.addStatement("int end");
        }
        if (whole.counts) {
            body.addStatement("long before = places.read()");
        }
        return body.add(code.build()).build();
    }

    /** How many bytes there may be so that a step cannot give up a token for its bound before it is decided. */
    private long most(Step step) {
        if (step instanceof Step.ReadToken token) {
            boolean decided = context.wholeTokens.givesNothingBack(token.token())
                    && (token.absent().isEmpty() || context.wholeTokens.isSoonKnown(token.token()));
            return decided ? Long.MAX_VALUE : token.max();
        } else if (step instanceof Step.LookAhead ahead) {
            boolean decided = context.wholeTokens.givesNothingBack(ahead.token())
                    && context.wholeTokens.isSoonKnown(ahead.token());
            return decided ? Long.MAX_VALUE : Bounds.tokenLimit(context.spec, ahead.token());
        }
        return Long.MAX_VALUE;
    }
}
