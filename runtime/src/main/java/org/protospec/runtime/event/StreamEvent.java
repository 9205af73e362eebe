package org.protospec.runtime.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.ByteRegion;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.parse.ContentSink;
import org.protospec.runtime.parse.Filter;

/**
 * A streamed event: content that is handed on piece by piece and never held whole.
 *
 * <p>One object stands for one stream from its beginning to its end, and is used again for a later one.
 */
public abstract class StreamEvent extends Event implements ContentSink {
    private final Slice raw = new Slice(new ByteRegion());
    private final Slice piece = new Slice(new ByteRegion());
    private final List<StreamSink<? super StreamEvent>> sinks = new ArrayList<>();
    private final List<String> rules = new ArrayList<>();
    private Filter filter = Filter.NONE;
    private ContentSink.Ending ending = ContentSink.Ending.COMPLETE;
    private final Filter.Target pieces = new Pieces();
    private @Nullable StreamPool<?> pool;
    private long rawLength;
    private long length;
    private long missing;
    private long most;
    private boolean decoded = true;

    /** How the content ended; not to be asked before. */
    public final ContentSink.Ending ending() {
        return ending;
    }

    /** Whether all of the content was seen; not to be asked before its end. */
    public final boolean complete() {
        return ending != ContentSink.Ending.INCOMPLETE;
    }

    /** Whether the filters could decode all that there was; what they could not decode was handed on as it is on the wire only. */
    public final boolean decoded() {
        return decoded;
    }

    /** Bytes handed on so far, after the filters. */
    @Override
    public final long length() {
        return length;
    }

    /** Bytes so far, as on the wire. */
    public final long rawLength() {
        return rawLength;
    }

    /** Bytes so far that are missing from the capture. */
    public final long missing() {
        return missing;
    }

    /** Begins a stream that {@code filter} decodes. */
    final void begin(Filter filter, StreamPool<?> pool) {
        this.filter = filter;
        this.pool = pool;
        filter.begin();
        rawLength = 0;
        length = 0;
        missing = 0;
        decoded = true;
        most = filter.most() > 0
                ? filter.most()
                : filter.expands() ? flow().clock().limits().of(Limit.DECODED_BYTES) : Long.MAX_VALUE;
        sinks.clear();
        rules.clear();
    }

    final void add(StreamSink<? super StreamEvent> sink, String rule) {
        sinks.add(sink);
        rules.add(rule);
    }

    @Override
    public final void content(byte[] bytes, int from, int to) {
        content(bytes, from, to, "", from);
    }

    @Override
    public final void content(byte[] bytes, int from, int to, String opening, int earliest) {
        rawLength += to - from;
        if (!sinks.isEmpty()) {
            raw.show(bytes, from, to);
            for (int i = 0; i < sinks.size(); i++) {
                rule(rules.get(i));
                sinks.get(i).raw(this, raw);
            }
        }
        if (decoded) {
            filter.decode(bytes, from, to, opening, earliest, pieces);
        }
    }

    @Override
    public final void gap(long bytes) {
        missing += bytes;
        filter.gap();
        for (int i = 0; i < sinks.size(); i++) {
            rule(rules.get(i));
            sinks.get(i).gap(this, bytes);
        }
    }

    /** Takes what the filters make of the content. */
    private final class Pieces implements Filter.Target {
        @Override
        public void piece(byte[] bytes, int from, int to) {
            if (from == to || !decoded) {
                return;
            }
            int end = from + (int) Math.min(to - from, most - length);
            if (end > from) {
                hand(bytes, from, end);
            }
            if (end < to) {
                beyond();
            }
        }

        @Override
        public boolean isFull() {
            return !decoded;
        }

        @Override
        public void broken(String name, String reason) {
            if (decoded) {
                decoded = false;
                context().undecodable(new DecodeError(type().name(), name, reason, length));
            }
        }
    }

    private void hand(byte[] bytes, int from, int to) {
        length += to - from;
        for (int i = 0; i < sinks.size(); i++) {
            piece.show(bytes, from, to);
            rule(rules.get(i));
            sinks.get(i).piece(this, piece);
        }
    }

    private void beyond() {
        String bound = "max";
        if (filter.most() == 0) {
            flow().clock().counters().reached(Limit.DECODED_BYTES);
            bound = Limit.DECODED_BYTES.label();
        }
        pieces.broken("decode", "more than " + most + " bytes (" + bound + ")");
    }

    @Override
    public final void end(ContentSink.Ending ending) {
        if (decoded && ending != ContentSink.Ending.INCOMPLETE) {
            filter.finish(pieces);
        }
        filter.release();
        this.ending = ending;
        for (int i = 0; i < sinks.size(); i++) {
            rule(rules.get(i));
            sinks.get(i).end(this);
        }
        StreamPool<?> origin = pool;
        if (origin != null) {
            origin.give(this);
        }
    }
}
