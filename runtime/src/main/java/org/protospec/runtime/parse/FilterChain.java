package org.protospec.runtime.parse;

import java.util.Arrays;

/** Filters one behind the other, of which some may be left out for a content, and a bound on what they make of it. */
public final class FilterChain extends Filter {
    private final long most;
    private final Filter[] filters;
    private final boolean[] used;
    private final Link[] links;
    private Target target = (bytes, from, to) -> {};
    private boolean broken;

    /**
     * A chain whose filters are all used.
     *
     * @param most most bytes that may be decoded; 0 for the limit
     * @param filters the first one gets what is on the wire
     */
    public FilterChain(long most, Filter... filters) {
        this.most = most;
        this.filters = filters.clone();
        used = new boolean[filters.length];
        Arrays.fill(used, true);
        links = new Link[filters.length];
        for (int i = 0; i < filters.length; i++) {
            links[i] = new Link(i + 1);
        }
    }

    /** Says whether a filter is used for the next content. */
    public FilterChain use(int index, boolean wanted) {
        used[index] = wanted;
        return this;
    }

    /** Behind one filter, before the next. */
    private final class Link implements Target {
        private final int next;

        Link(int next) {
            this.next = next;
        }

        @Override
        public void piece(byte[] bytes, int from, int to) {
            if (!broken) {
                pass(next, bytes, from, to);
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
                target.broken(filter, reason);
            }
        }
    }

    private void pass(int first, byte[] bytes, int from, int to) {
        int next = first;
        while (next < filters.length && !used[next]) {
            next++;
        }
        if (next == filters.length) {
            target.piece(bytes, from, to);
        } else {
            filters[next].decode(bytes, from, to, links[next]);
        }
    }

    @Override
    public void begin() {
        broken = false;
        for (int i = 0; i < filters.length; i++) {
            if (used[i]) {
                filters[i].begin();
            }
        }
    }

    @Override
    public void decode(byte[] bytes, int from, int to, Target target) {
        this.target = target;
        pass(0, bytes, from, to);
    }

    @Override
    public void gap() {
        for (int i = 0; i < filters.length; i++) {
            if (used[i]) {
                filters[i].gap();
            }
        }
    }

    @Override
    public void finish(Target target) {
        this.target = target;
        for (int i = 0; i < filters.length && !broken; i++) {
            if (used[i]) {
                filters[i].finish(links[i]);
            }
        }
    }

    @Override
    public void release() {
        for (int i = 0; i < filters.length; i++) {
            if (used[i]) {
                filters[i].release();
            }
        }
    }

    @Override
    public long most() {
        return most;
    }

    @Override
    public boolean expands() {
        for (int i = 0; i < filters.length; i++) {
            if (used[i] && filters[i].expands()) {
                return true;
            }
        }
        return false;
    }
}
