package org.protospec.generator.ir;

import java.util.ArrayList;
import java.util.List;

/** The steps of one message as they are written down, which number what they need to tell apart. */
final class StepList {
    private final List<Step> steps = new ArrayList<>();
    private int windows;
    private int detours;
    private int attempts;
    private int unions;

    void add(Step step) {
        steps.add(step);
    }

    /** Lets a label stand for the step that comes next. */
    void place(Label label) {
        label.place(steps.size());
    }

    int size() {
        return steps.size();
    }

    List<Step> steps() {
        return steps;
    }

    int nextWindow() {
        return windows++;
    }

    int windows() {
        return windows;
    }

    int nextDetour() {
        return detours++;
    }

    int detours() {
        return detours;
    }

    int nextAttempt() {
        return attempts++;
    }

    int attempts() {
        return attempts;
    }

    int nextUnion() {
        return unions++;
    }

    int unions() {
        return unions;
    }
}
