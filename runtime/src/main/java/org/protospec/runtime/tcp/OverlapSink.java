package org.protospec.runtime.tcp;

/** Is told of bytes that were captured twice, with different contents. */
public interface OverlapSink {
    /**
     * Two segments differ in a stretch that begins and ends with a byte that differs.
     *
     * @param sequence the sequence number of its first byte
     * @param earlier the array that holds the bytes captured first, valid during the call as the other one is
     * @param earlierAt where they begin
     * @param later the array that holds the bytes captured later
     * @param laterAt where they begin
     * @param length how many bytes the stretch has, at least 1
     */
    void differ(int sequence, byte[] earlier, int earlierAt, byte[] later, int laterAt, int length);
}
