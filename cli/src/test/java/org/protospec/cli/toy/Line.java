package org.protospec.cli.toy;

import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.FieldVisitor;
import org.protospec.runtime.parse.Message;

/** A line: a verb and, behind a blank, a parameter. */
public final class Line extends Message {
    private final Slice verb = slice();
    private final Slice parameter = slice();

    public Slice verb() {
        return verb;
    }

    public Slice parameter() {
        return parameter;
    }

    void set(int from, int to) {
        verb.set(from, to);
        int blank = verb.indexOf(" ");
        if (blank >= 0) {
            verb.set(from, from + blank);
            parameter.set(from + blank + 1, to);
        }
    }

    @Override
    public String messageName() {
        return "Line";
    }

    @Override
    public void visit(FieldVisitor visitor) {
        visitor.text("verb", verb);
        if (parameter.isPresent()) {
            visitor.text("parameter", parameter);
        } else {
            visitor.absent("parameter");
        }
    }

    @Override
    protected void clear() {
        verb.clear();
        parameter.clear();
    }
}
