package io.kubestats.kubelet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** The bytes of one answer as they come, up to a limit. Not safe for several threads at once. */
final class Body {
    /** An answer to {@code /metrics/resource} of 30 pods takes 3 KB zipped, and seldom says so beforehand. */
    private static final int FIRST_SIZE = 4_096;

    private static final int UNZIPPED_SIZE = 16_384;
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
     * @param unzipper the result is in its memory, and good as long as that
     * @throws IOException if it is not gzip or cut off
     */
    Body gunzip(Unzipper unzipper) throws IOException {
        int most = limit == Integer.MAX_VALUE ? limit : limit + 1;
        int count = unzipper.unzip(bytes, length, most);
        if (count == Unzipper.UNUSUAL) {
            return gunzip(most);
        }
        Body plain = new Body(most);
        plain.bytes = unzipper.plain();
        plain.length = count;
        return plain;
    }

    private Body gunzip(int most) throws IOException {
        Body plain = new Body(most);
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes, 0, length), UNZIPPED_SIZE)) {
            plain.reserve(Math.min(most, Math.max(UNZIPPED_SIZE, length)));
            int count = 0;
            while (count >= 0 && plain.length < most) {
                plain.reserve(plain.length + 1);
                count = in.read(plain.bytes, plain.length, Math.min(plain.bytes.length, most) - plain.length);
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
