package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.protospec.generator.ir.Label;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Type;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.Input;

/** Writes the steps of the short way through a message, whose jumps become blocks; see {@link WholeReads}. */
final class WholeBlocks {
    private final WholeCode host;
    private final ParserContext context;
    private final CodeBlock.Builder code;
    private final WholeSteps single;

    WholeBlocks(WholeCode host) {
        this.host = host;
        this.context = host.context;
        this.code = host.code;
        this.single = new WholeSteps(host);
    }

    /** The steps from one number to another; jumps lead forward only, and become blocks. */
    void steps(int from, int to) {
        host.variables.push(new HashMap<>());
        int i = from;
        while (i < to) {
            Step step = context.ir.steps().get(i);
            if (step instanceof Step.Branch branch) {
                i = branch(branch, i);
            } else if (step instanceof Step.Choose choose) {
                i = choose(choose);
            } else if (step instanceof Step.ReadToken token && token.absent().isPresent()) {
                i = optional(token, i, token.absent().get());
            } else if (step instanceof Step.Attempt attempt) {
                i = attempt(attempt, i);
            } else if (step instanceof Step.LookAhead ahead) {
                single.find(ahead.token());
                unlessThere();
                steps(i + 1, ahead.absent().step());
                code.endControlFlow();
                i = ahead.absent().step();
            } else {
                single.step(step);
                i++;
            }
        }
        host.variables.pop();
    }

    private int branch(Step.Branch branch, int at) {
        int otherwise = branch.otherwise().step();
        code.beginControlFlow("if ($L)", host.expressions().condition(branch.condition()));
        if (context.ir.steps().get(otherwise - 1) instanceof Step.Jump jump
                && jump.target().step() > otherwise) {
            steps(at + 1, otherwise - 1);
            code.nextControlFlow("else");
            steps(otherwise, jump.target().step());
            code.endControlFlow();
            return jump.target().step();
        }
        steps(at + 1, otherwise);
        code.endControlFlow();
        return otherwise;
    }

    /** What does not fit is told by the steps; where it does, the other ways to read it are passed over. */
    private int attempt(Step.Attempt attempt, int at) {
        int otherwise = attempt.otherwise().step();
        Step last = context.ir.steps().get(otherwise - 1);
        steps(at + 1, last instanceof Step.Jump ? otherwise - 1 : otherwise);
        return last instanceof Step.Jump jump ? jump.target().step() : otherwise;
    }

    private int choose(Step.Choose choose) {
        Value subject = host.expressions().value(choose.subject());
        boolean text = choose.subject().type().present() instanceof Type.TextType;
        String name = context.members.member("subject_of_choice");
        code.addStatement(
                "$T $L = $L",
                text
                        ? ClassName.get(Slice.class)
                        : context.types.of(choose.subject().type()),
                name,
                subject.code());
        int end = choose.end().step();
        cases(choose, text, name);
        code.nextControlFlow("else");
        if (choose.otherwise().isPresent()) {
            steps(choose.otherwise().get().step(), end);
        } else {
            code.addStatement(WholeCode.MISSED);
        }
        code.endControlFlow();
        return end;
    }

    private void cases(Step.Choose choose, boolean text, String subject) {
        int end = choose.end().step();
        List<Step.Case> cases = choose.cases();
        for (int i = 0; i < cases.size(); i++) {
            CodeBlock test = CodeBlock.join(tests(cases.get(i), text, subject), " || ");
            if (i == 0) {
                code.beginControlFlow("if ($L)", test);
            } else {
                code.nextControlFlow("else if ($L)", test);
            }
            int next = i + 1 < cases.size()
                    ? cases.get(i + 1).target().step()
                    : choose.otherwise().map(Label::step).orElse(end);
            part(cases.get(i).target().step(), next, end);
        }
    }

    /** A case, without the jump at its end. */
    private void part(int from, int to, int end) {
        boolean jumps = to > from
                && context.ir.steps().get(to - 1) instanceof Step.Jump jump
                && jump.target().step() == end;
        steps(from, jumps ? to - 1 : to);
    }

    private List<CodeBlock> tests(Step.Case each, boolean text, String subject) {
        List<CodeBlock> tests = new ArrayList<>();
        for (Expr label : each.labels()) {
            tests.add(
                    text && label instanceof Expr.TextLiteral literal
                            ? CodeBlock.of("$L.contentEquals($S)", subject, literal.value())
                            : CodeBlock.of(
                                    "$L == $L",
                                    subject,
                                    host.expressions().value(label).operand()));
        }
        return tests;
    }

    private int optional(Step.ReadToken token, int at, Label absent) {
        single.find(token.token());
        unlessThere();
        if (!context.wholeTokens.isWithin(token.token(), token.max())) {
            host.missIf("end - p > $L", token.max());
        }
        single.take(token);
        steps(at + 1, absent.step());
        code.endControlFlow();
        return absent.step();
    }

    /** Begins what is there only if a token was found. */
    private void unlessThere() {
        host.missIf("end == $T.MORE", Input.class);
        code.beginControlFlow("if (end != $T.NO_MATCH)", Input.class);
    }
}
