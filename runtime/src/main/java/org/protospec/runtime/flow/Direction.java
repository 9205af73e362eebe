package org.protospec.runtime.flow;

/** One of the two directions of a flow, named by who sends: {@link #UP} the client, {@link #DOWN} the server. */
public enum Direction {
    /** From the client to the server. */
    UP("up"),
    /** From the server to the client. */
    DOWN("down");

    private final String label;

    Direction(String label) {
        this.label = label;
    }

    /** Returns the direction of the answers. */
    public Direction opposite() {
        return this == UP ? DOWN : UP;
    }

    /** Returns the name used in output: {@code up} or {@code down}. */
    public String label() {
        return label;
    }
}
