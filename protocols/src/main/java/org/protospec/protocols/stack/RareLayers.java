package org.protospec.protocols.stack;

/** Layers that most captures have none of: link types other than Ethernet, labels, PPP, wireless frames. A stack makes them when one comes. */
final class RareLayers {
    private final LabelLayers labels = new LabelLayers();
    private final SerialLayers serial = new SerialLayers();
    private final WirelessLayers wireless = new WirelessLayers();
    private final LinkLayers links = new LinkLayers(wireless, serial);

    /** Reads the header that the cursor says is next, if it is one of these. */
    void read(Cursor cursor) {
        switch (cursor.next()) {
            case LINK -> links.read(cursor);
            case PPP -> serial.ppp(cursor);
            case MPLS -> labels.label(cursor);
            case IEEE80211 -> wireless.frame(cursor);
            default -> throw new IllegalStateException("not a rare layer: " + cursor.next());
        }
    }
}
