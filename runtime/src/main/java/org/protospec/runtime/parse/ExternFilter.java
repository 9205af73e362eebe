package org.protospec.runtime.parse;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A filter that a spec leaves to Java ({@code extern filter}): what it throws is content that cannot be decoded.
 *
 * <p>It is made when the first content begins, and again after it has failed, since nobody knows what it is then.
 */
public final class ExternFilter extends Filter {
    private final String name;
    private final Supplier<? extends Filter> supplier;
    private final Passed passed = new Passed();
    private @Nullable Filter filter;
    private String problem = "";

    /** The filter that specs call {@code name}. */
    public ExternFilter(String name, Supplier<? extends Filter> supplier) {
        this.name = name;
        this.supplier = supplier;
    }

    @Override
    public void begin() {
        problem = "";
        passed.broken = false;
        try {
            Filter begun = filter;
            if (begun == null) {
                begun = supplier.get();
                filter = begun;
            }
            begun.begin();
        } catch (Exception e) {
            failed(e);
        }
    }

    @Override
    public void decode(byte[] bytes, int from, int to, Target target) {
        passed.target = target;
        Filter begun = filter;
        if (begun != null) {
            try {
                begun.decode(bytes, from, to, passed);
            } catch (Exception e) {
                failed(e);
            }
        }
        tell(target);
    }

    @Override
    public void gap() {
        Filter begun = filter;
        if (begun != null) {
            try {
                begun.gap();
            } catch (Exception e) {
                failed(e);
            }
        }
    }

    @Override
    public void finish(Target target) {
        passed.target = target;
        Filter begun = filter;
        if (begun != null) {
            try {
                begun.finish(passed);
            } catch (Exception e) {
                failed(e);
            }
        }
        tell(target);
    }

    @Override
    public void release() {
        Filter begun = filter;
        if (begun != null) {
            try {
                begun.release();
            } catch (Exception e) {
                // Its content has ended and was told of: nobody is left to tell, and another one is made for the next.
                filter = null;
            }
        }
    }

    /** Nobody knows what it makes of its bytes, so that there is a bound. */
    @Override
    public boolean expands() {
        return true;
    }

    private void failed(Exception e) {
        filter = null;
        problem = ExternCall.reason(e);
    }

    private void tell(Target target) {
        if (!problem.isEmpty() && !passed.broken) {
            passed.broken = true;
            target.broken(name, problem);
        }
    }

    /** Takes what the filter makes, in the name that it has in the spec. */
    private final class Passed implements Target {
        private Target target = (bytes, from, to) -> {};
        private boolean broken;

        @Override
        public void piece(byte[] bytes, int from, int to) {
            if (!broken) {
                target.piece(bytes, from, to);
            }
        }

        @Override
        public boolean isFull() {
            return broken || target.isFull();
        }

        @Override
        public void broken(String filter, String reason) {
            if (!broken) {
                broken = true;
                target.broken(name, reason);
            }
        }
    }
}
