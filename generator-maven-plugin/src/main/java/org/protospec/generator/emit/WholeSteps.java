package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.math.BigInteger;
import java.util.BitSet;
import java.util.List;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.BytesEnd;
import org.protospec.generator.model.Conversion;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.runtime.bytes.Ascii;

/** Writes single steps of the short way through a message, those that do not jump; see {@link WholeReads}. */
final class WholeSteps {
    private final WholeCode host;
    private final ParserContext context;
    private final CodeBlock.Builder code;
    private final WholeParts parts;
    /** The fields that are looked at while the message is read. */
    private final BitSet uses;

    WholeSteps(WholeCode host) {
        this.host = host;
        this.context = host.context;
        this.code = host.code;
        this.parts = new WholeParts(host);
        this.uses = FieldUses.of(context.ir, context.streams);
    }

    void step(Step step) {
        if (step instanceof Step.ReadRun run) {
            run(run);
        } else if (step instanceof Step.ReadBytes bytes) {
            bytes(bytes);
        } else if (step instanceof Step.ReadToken token) {
            find(token.token());
            if (context.wholeTokens.isWithin(token.token(), token.max())) {
                host.missIf("end < 0");
            } else {
                host.missIf("end < 0 || end - p > $L", token.max());
            }
            take(token);
        } else if (step instanceof Step.ReadUntil until) {
            until(until);
        } else if (step instanceof Step.CheckConstant constant) {
            host.missIf("$L", StepEmitter.differs(host.itOf(constant.field()), constant, host.expressions()));
        } else if (step instanceof Step.Check check) {
            CodeBlock it = check.field().map(host::itOf).orElse(CodeBlock.of(""));
            host.missIf("$L", host.expressions(it).negation(check.condition()));
        } else if (step instanceof Step.Compute compute) {
            new LetSteps(host).compute(compute.let());
        } else if (step instanceof Step.ReadMessage nested) {
            parts.message(nested);
        } else if (step instanceof Step.ReadMessages nested) {
            parts.messages(nested);
        } else {
            elsewhere(step);
        }
    }

    /** Windows, and places elsewhere. */
    private void elsewhere(Step step) {
        if (step instanceof Step.ReadRest rest) {
            rest(rest);
        } else if (step instanceof Step.OpenWindow window) {
            window(window);
        } else if (step instanceof Step.CloseWindow) {
            host.missIf("p != $L", host.bounded.pop().limit());
        } else if (step instanceof Step.OpenOrigin open) {
            code.addStatement("long outer$1L = places.open($1L, p, $2L)", open.number(), host.limit());
        } else if (step instanceof Step.CloseOrigin close) {
            code.addStatement("places.close($1L, outer$1L)", close.number());
        } else if (step instanceof Step.GoTo go) {
            goTo(go);
        } else if (step instanceof Step.ComeBack) {
            WholeCode.Bounded left = host.bounded.pop();
            host.missIf("places.exceeds($L, $L, p)", left.origin(), left.there());
            code.addStatement("p = $L", left.back());
        }
    }

    private void rest(Step.ReadRest rest) {
        host.missIf("$L - p > $L", host.limit(), rest.max());
        if (Storage.of(context.ir, rest.field()) == Storage.SLICE) {
            code.addStatement("message.$L.set(p - start, $L - start)", host.field(rest.field()), host.limit());
        }
        code.addStatement("p = $L", host.limit());
    }

    private void window(Step.OpenWindow window) {
        String of = window.info().label().isEmpty() ? "window" : window.info().label();
        String limit = context.members.member("limit_of_" + of);
        String size = size(of, window.size(), Long.MAX_VALUE);
        code.addStatement("int $L = p + $L", limit, size);
        host.bounded.push(new WholeCode.Bounded(limit, "", "", 0));
    }

    private void goTo(Step.GoTo go) {
        String there = context.members.member("there");
        String back = context.members.member("back");
        String limit = context.members.member("limit_there");
        code.addStatement("int $L = places.index($L, $L)", there, go.origin(), host.count(go.place()));
        host.missIf("$L < 0", there);
        code.addStatement("int $L = p", back);
        code.addStatement("int $L = places.limit($L)", limit, go.origin());
        code.addStatement("p = $L", there);
        host.bounded.push(new WholeCode.Bounded(limit, there, back, go.origin()));
    }

    private void run(Step.ReadRun run) {
        int size = context.ir.runs().get(run.run()).size();
        host.missIf("$L - p < $L", host.limit(), size);
        if (host.keepsRun(run.run())) {
            code.addStatement("message.$L = p - start", host.accessors.runs.get(run.run()));
        }
        for (MessageIr.Slot slot : context.ir.runs().get(run.run()).slots()) {
            if (isVariable(slot.field())) {
                variable(slot);
            }
        }
        code.addStatement("p += $L", size);
    }

    /** Whether a field is a number or flag that is looked at while the message is read. */
    private boolean isVariable(Field field) {
        return uses.get(field.index())
                && Storage.of(context.ir, field) == Storage.RUN
                && context.types.isPrimitive(field.type());
    }

    private void variable(MessageIr.Slot slot) {
        Field field = slot.field();
        String name = context.members.member(field.name().orElse("value"));
        CodeBlock value = FixedReads.ofBytes(context.spec, context.names)
                .read(field, slot, CodeBlock.of(slot.bit() < 8 ? "p" : "p + " + slot.bit() / 8));
        code.addStatement("$T $L = $L", context.types.of(field.type()), name, value);
        host.variables.element().put(field.index(), name);
    }

    private void bytes(Step.ReadBytes bytes) {
        String of = bytes.field().name().orElse("bytes");
        String size = size(of, bytes.count(), bytes.max());
        if (Storage.of(context.ir, bytes.field()) == Storage.SLICE) {
            code.addStatement("message.$1L.set(p - start, p - start + $2L)", host.field(bytes.field()), size);
        }
        code.addStatement("p += $L", size);
    }

    /** A variable that holds a number of bytes, which are there and not more than {@code max}. */
    private String size(String of, Expr count, long max) {
        String size = context.members.member("size_of_" + of);
        List<CodeBlock> wrong = host.outside(size, count, max);
        wrong.add(CodeBlock.of("$L > $L - p", size, host.limit()));
        boolean isInt = context.types.of(count.type()).equals(TypeName.INT);
        code.addStatement("$T $L = $L", isInt ? TypeName.INT : TypeName.LONG, size, host.count(count));
        host.missIf("$L", CodeBlock.join(wrong, " || "));
        return isInt ? size : "(int) " + size;
    }

    /** Sets {@code end} to the index behind a token. */
    void find(int token) {
        host.searches = true;
        host.tokens.add(token);
        code.addStatement(
                "end = $T.$L(bytes, p, $L)", context.names.tokens(), context.names.token(token), host.limit());
    }

    /** The token that was found. */
    void take(Step.ReadToken token) {
        switch (Storage.of(context.ir, token.field())) {
            case NUMBER -> number(token.field());
            case SLICE -> code.addStatement("message.$L.set(p - start, end - start)", host.field(token.field()));
            default -> {}
        }
        code.addStatement("p = end");
    }

    private void number(Field field) {
        Conversion.ToInt conversion = (Conversion.ToInt) field.conversion().orElseThrow();
        long max =
                conversion.type().max().min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
        String number = context.members.member("number_in_" + field.name().orElse("token"));
        code.addStatement("long $L = $T.number(bytes, p, end, $L)", number, Ascii.class, conversion.radix());
        host.missIf("$1L < 0 || $1L > $2LL", number, max);
        boolean isInt = context.types.of(field.type()).equals(TypeName.INT);
        code.addStatement("message.$L = $L$L", host.field(field), isInt ? "(int) " : "", number);
    }

    private void until(Step.ReadUntil until) {
        host.searches = true;
        BytesEnd.Keep keep = until.until().keep();
        CodeBlock delimiter = context.streams.delimiter(until.until().tokens());
        code.addStatement(
                "end = $L.$L(bytes, p, $L)",
                delimiter,
                keep == BytesEnd.Keep.INCLUDE ? "behind" : "index",
                host.limit());
        host.missIf("end < 0 || end - p > $L", until.max());
        if (Storage.of(context.ir, until.field()) == Storage.SLICE) {
            code.addStatement("message.$L.set(p - start, end - start)", host.field(until.field()));
        }
        if (keep == BytesEnd.Keep.DROP) {
            code.addStatement("p = $L.behind(bytes, end, $L)", delimiter, host.limit());
        } else {
            code.addStatement("p = end");
        }
    }
}
