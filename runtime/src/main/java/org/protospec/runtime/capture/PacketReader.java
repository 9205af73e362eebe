package org.protospec.runtime.capture;

import org.jspecify.annotations.Nullable;

/** What knows one file format: takes packet after packet out of a window, which stays at the record that is damaged. */
abstract sealed class PacketReader permits PcapReader, PcapngReader {

    final Window window;
    private @Nullable String damage;

    PacketReader(Window window) {
        this.window = window;
    }

    /** Fills the packet with the next one, which has this number; false at the end and at damage. */
    abstract boolean next(Packet packet, long number);

    /** What is wrong with the file at the window's place; null if it simply ended. */
    final @Nullable String damage() {
        return damage;
    }

    /** The damage to report when the window ended too early: why the stream failed, if it did, else this text. */
    final boolean cutOff(String text) {
        String failure = window.failure();
        return damaged(failure == null ? text : failure);
    }

    /** Remembers the damage. Returns false, the answer of {@link #next} then. */
    final boolean damaged(String text) {
        damage = text;
        return false;
    }

    /** The window has too few bytes for a record's start: the end of the file if it has none and did not fail. */
    final boolean endOr(String text) {
        return window.left() != 0 || window.failure() != null ? cutOff(text) : false;
    }
}
