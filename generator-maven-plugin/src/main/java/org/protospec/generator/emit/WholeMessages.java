package org.protospec.generator.emit;

import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.ArrayEnd;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.FieldType;

/** Which messages can be read at once where they lie whole, see {@link WholeReads}. */
final class WholeMessages {
    private final ParserContext context;

    WholeMessages(ParserContext context) {
        this.context = context;
    }

    /** Whether all steps of a message have such a way, those of the messages in it included. */
    boolean isPlain(MessageIr message) {
        return !context.streams.callsJava(message.def().id())
                && message.steps().stream().allMatch(step -> isPlain(message, step));
    }

    private boolean isPlain(MessageIr message, Step step) {
        if (step instanceof Step.ReadToken token) {
            return context.wholeTokens.has(token.token()) && !Storage.isDecoded(token.field());
        } else if (step instanceof Step.LookAhead ahead) {
            return context.wholeTokens.has(ahead.token());
        } else if (step instanceof Step.ReadUntil until) {
            return Storage.of(message, until.field()) != Storage.CONTENT
                    && !Storage.isDecoded(until.field())
                    && !until.until().atLineStart()
                    && until.until().answered().isEmpty();
        } else if (step instanceof Step.Compute compute) {
            return !(compute.let().value() instanceof Expr.Join);
        } else if (step instanceof Step.ReadMessage nested) {
            return nested.arguments().isEmpty() && isPlain(message, nested.message());
        } else if (step instanceof Step.ReadMessages nested) {
            if (nested.recovered().isPresent()) {
                return false;
            }
            ArrayEnd end = ((FieldType.ArrayField) nested.field().encoding()).end();
            boolean counted =
                    end instanceof ArrayEnd.Count || end instanceof ArrayEnd.Until || end instanceof ArrayEnd.While;
            return counted && nested.arguments().isEmpty() && isPlain(message, nested.message());
        }
        return step instanceof Step.ReadRun
                || step instanceof Step.ReadBytes bytes && !Storage.isDecoded(bytes.field())
                || step instanceof Step.CheckConstant
                || step instanceof Step.Check
                || step instanceof Step.Branch
                || step instanceof Step.Jump
                || step instanceof Step.Choose;
    }

    /** Whether a message within another one is plain, and does not contain that again. */
    private boolean isPlain(MessageIr outer, int nested) {
        MessageIr callee = context.streams.message(nested);
        return callee.captures().isEmpty()
                && !context.streams.containment().contains(nested, outer.def().id())
                && isPlain(callee);
    }
}
