package org.protospec.runtime.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.ByteRegion;
import org.protospec.runtime.bytes.Slice;
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
    private final Filter.Target pieces = this::piece;
    private @Nullable StreamPool<?> pool;
    private long rawLength;
    private long length;
    private long missing;

    /** How the content ended; not to be asked before. */
    public final ContentSink.Ending ending() {
        return ending;
    }

    /** Whether all of the content was seen; not to be asked before its end. */
    public final boolean complete() {
        return ending != ContentSink.Ending.INCOMPLETE;
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
        sinks.clear();
        rules.clear();
    }

    final void add(StreamSink<? super StreamEvent> sink, String rule) {
        sinks.add(sink);
        rules.add(rule);
    }

    @Override
    public final void content(byte[] bytes, int from, int to) {
        rawLength += to - from;
        if (!sinks.isEmpty()) {
            raw.show(bytes, from, to);
            for (int i = 0; i < sinks.size(); i++) {
                rule(rules.get(i));
                sinks.get(i).raw(this, raw);
            }
        }
        filter.decode(bytes, from, to, pieces);
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

    private void piece(byte[] bytes, int from, int to) {
        if (from == to) {
            return;
        }
        length += to - from;
        for (int i = 0; i < sinks.size(); i++) {
            piece.show(bytes, from, to);
            rule(rules.get(i));
            sinks.get(i).piece(this, piece);
        }
    }

    @Override
    public final void end(ContentSink.Ending ending) {
        filter.finish(pieces);
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
