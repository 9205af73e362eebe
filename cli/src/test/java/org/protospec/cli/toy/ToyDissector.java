package org.protospec.cli.toy;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.event.Listeners;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.event.StreamPool;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.machine.Dissector;
import org.protospec.runtime.machine.Machine;

final class ToyDissector extends Dissector {
    final Listeners<LineEvent> lines;
    final Listeners<ContentEvent> contents;
    final Listeners<MailEvent> mails;
    final StreamPool<ContentEvent> streams = new StreamPool<>(ContentEvent.TYPE, ContentEvent::new);

    ToyDissector(ToyProtocol protocol, Rules rules) {
        super(protocol, rules);
        lines = rules.of(LineEvent.TYPE);
        contents = rules.of(ContentEvent.TYPE);
        mails = rules.of(MailEvent.TYPE);
    }

    @Override
    public @Nullable Machine open(Flow flow) {
        return flow.midstream() ? null : new ToyMachine(this, flow);
    }
}
