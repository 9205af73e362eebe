package org.protospec.generator.emit;

/** Numbers the places for texts that code works out: no two that it uses at once are the same. */
final class TextPlaces {
    private int scratches;
    private int results;

    /** Another place for the text of a function in Java. */
    int nextResult() {
        return results++;
    }

    /** Another slice for the result of a text's method. */
    int nextScratch() {
        return scratches++;
    }
}
