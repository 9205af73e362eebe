package org.protospec.cli;

import java.util.BitSet;
import java.util.List;

/** Server ports as they are given on the command line. */
final class Ports {
    private static final int LAST = 0xffff;

    private Ports() {}

    static BitSet of(List<Integer> ports) throws Failure {
        BitSet set = new BitSet();
        for (int port : ports) {
            if (port < 0 || port > LAST) {
                throw Failure.usage("a port is a number from 0 to " + LAST + ", not " + port);
            }
            set.set(port);
        }
        return set;
    }
}
