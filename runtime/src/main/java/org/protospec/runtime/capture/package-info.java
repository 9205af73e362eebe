/**
 * Capture files read and written in plain Java: pcap and pcapng, gzipped or not, from disk or from a stream.
 *
 * <p>{@link org.protospec.runtime.capture.Capture} reads, {@link org.protospec.runtime.capture.Packet} is the reusable
 * view of one packet, {@link org.protospec.runtime.capture.CaptureWriter} writes. Damage in a file is data, a
 * {@link org.protospec.runtime.capture.CaptureProblem}; what lies before and behind it is read.
 */
@NullMarked
package org.protospec.runtime.capture;

import org.jspecify.annotations.NullMarked;
