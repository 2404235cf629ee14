package io.kubestats.kubelet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** The bytes of one answer as they come, up to a limit. Not safe for several threads at once. */
final class Body {
    private static final int FIRST_SIZE = 16_384;
    private static final byte[] EMPTY = {};

    private final int limit;
    private byte[] bytes = EMPTY;
    private int length;

    Body(int limit) {
        this.limit = limit;
    }

    /** Makes room for what is announced, so that nothing is copied later. */
    void expect(long announced) {
        if (announced > bytes.length && announced <= limit) {
            bytes = Arrays.copyOf(bytes, (int) announced);
        }
    }

    /** Takes in as much as fits; whether that was all. */
    boolean append(ByteBuffer more) {
        int count = Math.min(more.remaining(), limit - length);
        reserve(length + count);
        more.get(bytes, length, count);
        length += count;
        return !more.hasRemaining();
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /**
     * The same, unzipped; with more than {@code limit} bytes if that is what is in it, and then cut there.
     *
     * @throws IOException if it is not gzip or cut off
     */
    Body gunzip() throws IOException {
        Body plain = new Body(limit == Integer.MAX_VALUE ? limit : limit + 1);
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes, 0, length), FIRST_SIZE)) {
            plain.reserve(Math.min(plain.limit, Math.max(FIRST_SIZE, length)));
            int count = 0;
            while (count >= 0 && plain.length < plain.limit) {
                plain.reserve(plain.length + 1);
                count = in.read(plain.bytes, plain.length, Math.min(plain.bytes.length, plain.limit) - plain.length);
                plain.length += Math.max(count, 0);
            }
        }
        return plain;
    }

    private void reserve(int needed) {
        if (needed > bytes.length) {
            long doubled = Math.max(FIRST_SIZE, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(doubled, limit)));
        }
    }
}
