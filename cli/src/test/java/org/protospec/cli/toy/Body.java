package org.protospec.cli.toy;

import org.protospec.runtime.parse.FieldVisitor;
import org.protospec.runtime.parse.Message;

/** The bytes behind a BODY line, which go to the event {@code content}. */
final class Body extends Message {
    @Override
    public String messageName() {
        return "Body";
    }

    @Override
    public void visit(FieldVisitor visitor) {}

    @Override
    protected void clear() {}
}
