package org.protospec.protocols.stack;

import org.protospec.protocols.ieee80211.DataFrame;
import org.protospec.protocols.ieee80211.FrameControl;
import org.protospec.protocols.ieee80211.FrameType;
import org.protospec.protocols.ieee80211.Subframe;
import org.protospec.protocols.prism.AvsHeader;
import org.protospec.protocols.prism.PrismBigEndian;
import org.protospec.protocols.prism.PrismLittleEndian;
import org.protospec.protocols.radiotap.RadiotapHeader;

/** Data frames of a wireless LAN, and the headers before them that tell how a frame was received. */
final class WirelessLayers {
    private static final int CHECKSUM = 4;
    private static final int PADDED_TO = 4;
    /** The bit of a QoS field that says that several frames are in one. */
    private static final int AGGREGATE = 0x80;
    /** The low bits of the sequence control are the number of a fragment. */
    private static final int FRAGMENT_NUMBER = 0xf;
    /** Prism's header is longer in no driver; a larger length was written in the other byte order. */
    private static final int MAX_PRISM = 0xffff;

    private static final String MALFORMED = "malformed or truncated 802.11";

    private final Layer<RadiotapHeader> radiotap = new Layer<>(RadiotapHeader.parser());
    private final Layer<PrismLittleEndian> prism = new Layer<>(PrismLittleEndian.parser());
    private final Layer<PrismBigEndian> prismBigEndian = new Layer<>(PrismBigEndian.parser());
    private final Layer<AvsHeader> avs = new Layer<>(AvsHeader.parser());
    private final Layer<FrameControl> control = new Layer<>(FrameControl.parser());
    private final Layer<DataFrame> data = new Layer<>(DataFrame.parser());
    private final Layer<Subframe> subframe = new Layer<>(Subframe.parser());

    void radiotap(Cursor c) {
        int from = c.at;
        if (!radiotap.read(c) || !c.pass((long) radiotap.header().length() - (c.at - from))) {
            c.malformed("malformed or truncated radiotap");
            return;
        }
        RadiotapHeader header = radiotap.header();
        received(c, header.isDamaged(), header.endsWithChecksum(), header.isPadded() ? PADDED_TO : 1);
    }

    /** Prism's header, or AVS's, which the same link type may stand for. */
    void prism(Cursor c) {
        int from = c.at;
        if (avs.read(c.bytes, c.at, c.to)) {
            avs(c);
            return;
        }
        if (!prism.read(c.bytes, c.at, c.to) || !prismBigEndian.read(c)) {
            c.malformed("truncated prism");
            return;
        }
        long length = prism.header().length() <= MAX_PRISM
                ? prism.header().length()
                : prismBigEndian.header().length();
        if (c.pass(length - (c.at - from))) {
            c.then(Next.IEEE80211);
        } else {
            c.malformed("malformed or truncated prism");
        }
    }

    void avs(Cursor c) {
        int from = c.at;
        if (avs.read(c) && c.pass(avs.header().length() - (c.at - from))) {
            c.then(Next.IEEE80211);
        } else {
            c.malformed("malformed or truncated avs");
        }
    }

    /** A frame of which it is known how it was received. */
    void received(Cursor c, boolean damaged, boolean checksum, int paddedTo) {
        if (damaged) {
            c.skip("802.11 damaged");
            return;
        }
        if (checksum) {
            c.shorten(CHECKSUM);
        }
        frame(c, paddedTo);
    }

    void frame(Cursor c) {
        frame(c, 1);
    }

    private void frame(Cursor c, int paddedTo) {
        if (!control.read(c.bytes, c.at, c.to)) {
            c.malformed(MALFORMED);
            return;
        }
        switch ((int) control.header().type()) {
            case (int) FrameType.MANAGEMENT -> c.skip("802.11 management");
            case (int) FrameType.CONTROL -> c.skip("802.11 control");
            case (int) FrameType.DATA -> data(c, paddedTo);
            default -> c.skip("802.11 extension");
        }
    }

    private void data(Cursor c, int paddedTo) {
        int from = c.at;
        if (!data.read(c)) {
            c.malformed(MALFORMED);
            return;
        }
        DataFrame frame = data.header();
        if (frame.isNull()) {
            c.skip("802.11 without data");
        } else if (frame.control().protected_()) {
            c.skip("802.11 encrypted");
        } else if (frame.control().moreFragments() || (frame.sequenceControl() & FRAGMENT_NUMBER) != 0) {
            c.skip("802.11 fragment");
        } else if (!c.pass(-(c.at - from) & paddedTo - 1)) {
            c.malformed(MALFORMED);
        } else if ((frame.quality() & AGGREGATE) != 0) {
            aggregate(c);
        } else {
            c.then(Next.LLC);
        }
    }

    /** Several frames in one: a packet is one segment or datagram, so only the first is read. */
    private void aggregate(Cursor c) {
        if (subframe.read(c)) {
            c.end(c.at + subframe.header().length());
            c.then(Next.LLC);
        } else {
            c.malformed(MALFORMED);
        }
    }
}
