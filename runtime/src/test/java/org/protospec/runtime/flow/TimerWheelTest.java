package org.protospec.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerWheelTest {
    private static final long SECOND = 1_000_000_000L;

    private final TimerWheel wheel = new TimerWheel();
    private final List<String> fired = new ArrayList<>();

    private final class Timer extends TimerNode {
        final String name;
        long wanted;
        long order;

        Timer(String name) {
            this.name = name;
        }

        @Override
        protected void expired(long now) {
            fired.add(name);
        }
    }

    private Timer at(String name, long deadline) {
        Timer timer = new Timer(name);
        wheel.schedule(timer, deadline);
        return timer;
    }

    @Test
    void exactlyAtTheDeadline() {
        at("a", 5 * SECOND);
        wheel.advance(5 * SECOND - 1);
        assertThat(fired).isEmpty();
        wheel.advance(5 * SECOND);
        assertThat(fired).containsExactly("a");
        wheel.advance(500 * SECOND);
        assertThat(fired).hasSize(1);
    }

    @Test
    void byDeadlineThenByInsertion() {
        at("c", 3000);
        at("b1", 2000);
        at("far", 900 * SECOND);
        at("b2", 2000);
        at("a", 1000);
        wheel.advance(2500);
        wheel.advance(1000 * SECOND);
        assertThat(fired).containsExactly("a", "b1", "b2", "c", "far");
    }

    @Test
    void cancelledAndMoved() {
        Timer a = at("a", SECOND);
        Timer b = at("b", SECOND);
        wheel.cancel(a);
        wheel.cancel(a);
        wheel.schedule(b, 2 * SECOND);
        wheel.advance(SECOND);
        assertThat(fired).isEmpty();
        assertThat(a.scheduled()).isFalse();
        assertThat(b.scheduled()).isTrue();
        wheel.advance(2 * SECOND);
        assertThat(fired).containsExactly("b");
    }

    @Test
    void aTimerMayCancelAnotherThatIsDue() {
        Timer victim = new Timer("victim");
        wheel.schedule(
                new TimerNode() {
                    @Override
                    protected void expired(long now) {
                        wheel.cancel(victim);
                    }
                },
                10);
        wheel.schedule(victim, 10);
        wheel.advance(20);
        assertThat(fired).isEmpty();
    }

    @Test
    void aTimerThatReschedulesItselfIntoThePastWaitsForTimeToGoOn() {
        TimerNode again = new TimerNode() {
            @Override
            protected void expired(long now) {
                fired.add("x");
                wheel.schedule(this, 0);
            }
        };
        wheel.schedule(again, 10);
        wheel.advance(10);
        assertThat(fired).hasSize(1);
        wheel.advance(10);
        assertThat(fired).hasSize(1);
        wheel.advance(11);
        assertThat(fired).hasSize(2);
    }

    @Test
    void timeThatRunsBackwards() {
        wheel.advance(1000 * SECOND);
        wheel.advance(999 * SECOND);
        assertThat(wheel.now()).isEqualTo(1000 * SECOND);
        wheel.advance(100 * SECOND);
        wheel.scheduleAfter(new Timer("a"), 60 * SECOND);
        wheel.advance(159 * SECOND);
        assertThat(fired).isEmpty();
        wheel.advance(160 * SECOND);
        assertThat(fired).containsExactly("a");
    }

    @Test
    void theEndOfTime() {
        at("never", Long.MAX_VALUE);
        wheel.advance(Long.MAX_VALUE - 1);
        assertThat(fired).isEmpty();
        wheel.advance(Long.MAX_VALUE);
        assertThat(fired).containsExactly("never");
    }

    /** Against a list that is sorted anew every time. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void likeASortedList(long seed) {
        Random random = new Random(seed);
        List<Timer> model = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        long order = 0;
        for (int step = 0; step < 5_000; step++) {
            if (random.nextInt(3) > 0) {
                Timer timer = model.size() > 50 && random.nextBoolean()
                        ? model.remove(random.nextInt(model.size()))
                        : new Timer("t" + step);
                timer.wanted = wheel.now() + 1 + (random.nextLong() >>> 20 + random.nextInt(40));
                timer.order = order++;
                wheel.schedule(timer, timer.wanted);
                model.add(timer);
            } else if (!model.isEmpty() && random.nextInt(4) == 0) {
                wheel.cancel(model.remove(random.nextInt(model.size())));
            } else {
                long now = wheel.now() + (random.nextLong() >>> 24 + random.nextInt(40));
                model.stream()
                        .filter(t -> t.wanted <= now)
                        .sorted((a, b) -> a.wanted == b.wanted
                                ? Long.compare(a.order, b.order)
                                : Long.compare(a.wanted, b.wanted))
                        .forEach(t -> expected.add(t.name));
                model.removeIf(t -> t.wanted <= now);
                wheel.advance(now);
                assertThat(fired).hasSameSizeAs(expected);
            }
        }
        assertThat(fired).isEqualTo(expected).hasSizeGreaterThan(100);
    }
}
