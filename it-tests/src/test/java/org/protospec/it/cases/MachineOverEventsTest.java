package org.protospec.it.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.protospec.cli.compile.JavaCompilation;
import org.protospec.cli.compile.JavaSource;
import org.protospec.cli.compile.MemoryClasses;
import org.protospec.generator.SpecCompiler;
import org.protospec.generator.source.SourceFile;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowConsumer;
import org.protospec.runtime.flow.FlowHandler;
import org.protospec.runtime.flow.FlowTracker;
import org.protospec.runtime.flow.UdpDatagram;
import org.protospec.runtime.limit.Limits;

/** How Java drives a machine over events: by methods with types, which the compiler looks at. */
class MachineOverEventsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String SPEC = """
            protocol watch;

            event guessing(user: text, tries: u8);

            machine tries over events {
                /** Somebody was refused. */
                event failed(user: text, code: u16);
                event worked;

                var count: u8;

                initial state calm {
                    on failed(f) when f.code >= 500 && count >= 2 { emit guessing(f.user, count); } -> alarm;
                    on failed { count = count + 1 & 0xff; };
                    on timeout 10s { count = 0; };
                }
                state alarm {
                    on worked -> finish;
                }
            }
            """;

    /** What a rule would do: written for the generated classes, and compiled with them. */
    private static final String DRIVER = """
            package it.watch;

            import java.util.function.BiFunction;
            import java.util.function.Consumer;
            import org.protospec.runtime.bytes.Slice;
            import org.protospec.runtime.event.Rules;
            import org.protospec.runtime.flow.Flow;

            public final class Driver implements BiFunction<Rules, Flow, Consumer<String>> {
                @Override
                public Consumer<String> apply(Rules rules, Flow flow) {
                    WatchMachine machine = new Watch().dissector(rules).open(flow);
                    machine.begin();
                    rules.on(GuessingEvent.TYPE, event -> {
                        if (event.user().contentEquals("again")) {
                            machine.worked();
                        }
                    });
                    return what -> {
                        if (what.equals("worked")) {
                            machine.worked();
                        } else {
                            machine.failed(Slice.of(what), what.equals("many") ? 70_000 : 535);
                        }
                    };
                }
            }
            """;

    private static BiFunction<Rules, Flow, Consumer<String>> driver;

    private final EventLog log = new EventLog();
    private final Rules rules = new Rules();
    private final FlowTracker tracker = new FlowTracker(new Nobody(), Limits.defaults(), new BitSet(), 1);
    private final List<Flow> flows = new ArrayList<>();

    @BeforeAll
    @SuppressWarnings("unchecked")
    static void compile() throws Exception {
        SpecCompiler.Result result =
                SpecCompiler.compile(List.of(new SourceFile("watch.proto-spec", SPEC)), new SpecCompiler.Options("it"));
        assertThat(result.diagnostics().sorted()).isEmpty();
        List<JavaSource> sources = new ArrayList<>();
        result.javaFiles().forEach(each -> sources.add(JavaSource.generated(each.path(), each.text())));
        sources.add(JavaSource.generated("it/watch/Driver.java", DRIVER));
        MemoryClasses classes = new MemoryClasses(MachineOverEventsTest.class.getClassLoader());
        JavaCompilation.compile(sources, classes);
        driver = (BiFunction<Rules, Flow, Consumer<String>>)
                classes.loadClass("it.watch.Driver").getDeclaredConstructor().newInstance();
    }

    @Test
    void javaDrivesIt() {
        Consumer<String> machine = machine();
        machine.accept("root");
        machine.accept("admin");
        machine.accept("guest");
        machine.accept("more");
        machine.accept("worked");
        machine.accept("root");
        assertThat(log.lines()).containsExactly("guessing {user: \"guest\", tries: 2}");
    }

    @Test
    void timePassesAsForOtherMachines() {
        Consumer<String> machine = machine();
        machine.accept("root");
        machine.accept("admin");
        tracker.advance(12 * SECOND);
        machine.accept("guest");
        machine.accept("guest");
        assertThat(log.lines()).isEmpty();
        machine.accept("guest");
        assertThat(log.lines()).hasSize(1);
    }

    @Test
    void whatIsNoValueOfItsTypeIsRefused() {
        Consumer<String> machine = machine();
        assertThatThrownBy(() -> machine.accept("many"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("code is from 0 to 65535, not 70000");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void anEventWithinAnotherIsRefused() {
        Consumer<String> machine = machine();
        machine.accept("root");
        machine.accept("admin");
        assertThatThrownBy(() -> machine.accept("again"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("worked");
    }

    private Consumer<String> machine() {
        rules.install(log);
        tracker.packet(1, SECOND);
        tracker.udp(new UdpDatagram().endpoints(0, 1, 40_000, 0, 2, 53).payload(new byte[] {1}, 0, 1));
        return driver.apply(rules, flows.get(0));
    }

    /** Flows that nobody dissects: a machine over events needs only to know whose it is. */
    private final class Nobody implements FlowHandler {
        @Override
        public @Nullable FlowConsumer open(Flow flow) {
            flows.add(flow);
            return null;
        }

        @Override
        public void ended(Flow flow, EndReason reason) {}
    }
}
