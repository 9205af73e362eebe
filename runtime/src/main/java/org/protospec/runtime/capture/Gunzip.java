package org.protospec.runtime.capture;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks gzip (RFC 1952) and gives out all that could be unpacked before the place where the data is damaged;
 * {@link GZIPInputStream} itself drops what it had unpacked in the same call.
 */
final class Gunzip extends GZIPInputStream {

    private static final int INPUT_BUFFER = 64 * 1024;

    private @Nullable ZipException damage;

    Gunzip(InputStream in) throws IOException {
        super(in, INPUT_BUFFER);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (damage != null) {
            throw damage;
        }
        long before = inf.getBytesWritten();
        try {
            return super.read(target, offset, length);
        } catch (ZipException e) {
            long unpacked = inf.getBytesWritten() - before;
            if (unpacked <= 0) {
                throw e;
            }
            damage = e;
            return (int) unpacked;
        }
    }
}
