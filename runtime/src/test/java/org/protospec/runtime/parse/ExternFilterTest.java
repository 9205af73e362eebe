package org.protospec.runtime.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExternFilterTest {
    private final List<String> told = new ArrayList<>();
    private final Filter.Target target = new Filter.Target() {
        @Override
        public void piece(byte[] bytes, int from, int to) {
            told.add(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
        }

        @Override
        public void broken(String filter, String reason) {
            told.add(filter + ": " + reason);
        }
    };

    private int made;

    /** Hands on what it gets, and throws at what it is told to. */
    private final class Picky extends Filter {
        private final String at;

        Picky(String at) {
            this.at = at;
            made++;
        }

        private void call(String what) {
            if (what.equals(at)) {
                throw new IllegalStateException("not at " + what);
            }
        }

        @Override
        public void begin() {
            call("begin");
        }

        @Override
        public void decode(byte[] bytes, int from, int to, Target target) {
            target.piece(bytes, from, to);
            call("decode");
            if (bytes[from] == '?') {
                target.broken("picky", "a question");
                target.broken("picky", "another one");
                target.piece(bytes, from, to);
            }
        }

        @Override
        public void gap() {
            call("gap");
        }

        @Override
        public void finish(Target target) {
            call("finish");
            target.piece(new byte[] {'.'}, 0, 1);
        }

        @Override
        public void release() {
            call("release");
        }
    }

    private void content(Filter filter, String... pieces) {
        filter.begin();
        for (String each : pieces) {
            if (each.isEmpty()) {
                filter.gap();
            } else {
                byte[] bytes = each.getBytes(StandardCharsets.US_ASCII);
                filter.decode(bytes, 0, bytes.length, target);
            }
        }
        filter.finish(target);
        filter.release();
    }

    @Test
    void oneFilterDecodesContentAfterContent() {
        Filter filter = new ExternFilter("mine", () -> new Picky("never"));
        content(filter, "a", "b");
        content(filter, "c");
        assertThat(told).containsExactly("a", "b", ".", "c", ".");
        assertThat(made).isOne();
        assertThat(filter.expands()).isTrue();
    }

    @Test
    void whatItCannotDecodeIsToldOnceInTheNameOfTheSpec() {
        content(new ExternFilter("mine", () -> new Picky("never")), "?", "b");
        assertThat(told).containsExactly("?", "mine: a question");
    }

    @Test
    void whatItThrowsIsToldOnceAndAnotherOneIsMade() {
        for (String at : List.of("begin", "decode", "gap", "finish")) {
            told.clear();
            made = 0;
            Filter filter = new ExternFilter("mine", () -> new Picky(at));
            content(filter, "a", "", "b");
            assertThat(told).as(at).contains("mine: not at " + at).doesNotHaveDuplicates();
            content(filter, "a", "", "b");
            assertThat(made).as(at).isEqualTo(2);
        }
    }

    @Test
    void whatIsThrownBehindTheContentIsForgottenWithTheFilter() {
        Filter filter = new ExternFilter("mine", () -> new Picky("release"));
        content(filter, "a");
        content(filter, "b");
        assertThat(told).containsExactly("a", ".", "b", ".");
        assertThat(made).isEqualTo(2);
    }

    @Test
    void oneThatCannotBeMadeDecodesNothing() {
        Filter filter = new ExternFilter("mine", () -> {
            throw new UnsupportedOperationException();
        });
        content(filter, "a", "b");
        assertThat(told).containsExactly("mine: UnsupportedOperationException");
    }
}
