package org.protospec.generator.ir;

/** A place that steps jump to: the number of a step, known once all steps before it are. */
public final class Label {
    private int step = -1;

    /** The number of the step; the number of steps for the end of the message. */
    public int step() {
        if (step < 0) {
            throw new IllegalStateException("a label was never placed");
        }
        return step;
    }

    void place(int step) {
        this.step = step;
    }
}
