package org.protospec.protocols.stack;

import org.protospec.protocols.ethernet.Frame;
import org.protospec.protocols.ip.IpVersion;
import org.protospec.protocols.mpls.ControlWord;
import org.protospec.protocols.mpls.LabelEntry;

/**
 * The labels of MPLS. What is behind the last one is told by its looks, as routers do when they spread packets over paths (RFC 4928): the
 * first four bits are the version of IP, or 0 where a control word of a pseudo-wire stands.
 */
final class LabelLayers {
    private static final int VERSION_4 = 4;
    private static final int VERSION_6 = 6;
    private static final int NOTHING = -1;

    private final Layer<LabelEntry> label = new Layer<>(LabelEntry.parser());
    private final Layer<IpVersion> version = new Layer<>(IpVersion.parser());
    private final Layer<ControlWord> control = new Layer<>(ControlWord.parser());
    private final Layer<Frame> ethernet = new Layer<>(Frame.parser());
    private final Reasons types = Reasons.ofEtherTypes();

    void label(Cursor c) {
        if (!label.read(c)) {
            c.malformed("truncated mpls");
        } else if (label.header().bottomOfStack()) {
            payload(c);
        } else {
            c.then(Next.MPLS);
        }
    }

    private void payload(Cursor c) {
        int first = version.read(c.bytes, c.at, c.to) ? version.header().version() : NOTHING;
        switch (first) {
            case VERSION_4 -> c.then(Next.IPV4);
            case VERSION_6 -> c.then(Next.IPV6);
            case NOTHING -> c.malformed("truncated mpls");
            default -> pseudoWire(c);
        }
    }

    /** Ethernet with or without a control word; it counts as such only if what the frame carries has a known type. */
    private void pseudoWire(Cursor c) {
        boolean controlled =
                control.read(c.bytes, c.at, c.to) && control.header().fragmentation() == 0 && isFrame(c, control.end());
        if (controlled) {
            c.at = control.end();
            c.then(Next.ETHERNET);
        } else if (isFrame(c, c.at)) {
            c.then(Next.ETHERNET);
        } else {
            c.malformed("mpls with an unknown payload");
        }
    }

    private boolean isFrame(Cursor c, int from) {
        return ethernet.read(c.bytes, from, c.to)
                && types.isNamed((int) ethernet.header().type());
    }
}
