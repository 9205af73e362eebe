package org.protospec.generator.emit;

import com.palantir.javapoet.MethodSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.Spec;

/** What the emitters of one machine's class share, and what they collect for it. */
final class MachineClassContext {
    final Spec spec;
    final SpecNames names;
    final JavaTypes types;
    final MachineDef machine;
    final Streams streams;
    final Names methods = Names.members();
    final TextConstants texts;
    /** What looks for a message in a queue, by what it looks for and where: each once. */
    final Map<String, MethodSpec> finders = new LinkedHashMap<>();

    MachineClassContext(Spec spec, SpecNames names, MachineDef machine, Streams streams) {
        this.spec = spec;
        this.names = names;
        this.types = new JavaTypes(names);
        this.machine = machine;
        this.streams = streams;
        List.of(
                        "state",
                        "go",
                        "opaque",
                        "raise",
                        "data",
                        "datagram",
                        "gap",
                        "closed",
                        "end",
                        "begin",
                        "release",
                        "remembered",
                        "glance",
                        "reads",
                        "parser",
                        "give",
                        "onUp",
                        "onDown",
                        "onParseError",
                        "onMissingGrammar",
                        "onGap",
                        "onClosed",
                        "onOneSided",
                        "onInit",
                        "onEnter",
                        "onLeave",
                        "onFail",
                        "onFinish",
                        "timeouts",
                        "onTimeout",
                        "onDecodeError",
                        "handOver",
                        "makeRoom",
                        "stateName",
                        "mayBeEmpty",
                        "isRepeatable",
                        "expired",
                        "scheduled",
                        "happens",
                        "happened",
                        "inRange",
                        "datagrams",
                        "overlap",
                        "last",
                        "undecodable",
                        "lost",
                        "takenUp",
                        "alert",
                        "drop",
                        "packet",
                        "resyncAfter",
                        "resyncBefore",
                        "afterCapture",
                        "time",
                        "flow",
                        "protocol",
                        "unanswered")
                .forEach(methods::member);
        Names constants = Names.empty();
        machine.states().forEach(state -> constants.constant(names.state(state.id())));
        this.texts = new TextConstants(constants);
    }

    /** Expressions where no event happens. */
    Expressions expressions() {
        return new MachineScope(this, EventNames.NONE, new CodeUses()).expressions();
    }
}
