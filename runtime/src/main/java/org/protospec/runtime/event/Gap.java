package org.protospec.runtime.event;

import org.protospec.runtime.flow.Direction;

/**
 * Bytes of a stream that are missing from the capture.
 *
 * @param direction the stream
 * @param offset offset in it of the first missing byte
 * @param bytes number of missing bytes
 */
public record Gap(Direction direction, long offset, long bytes) {}
