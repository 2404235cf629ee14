package io.kubestats.kubelet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.GZIPInputStream;

/**
 * The bytes of one answer as they come, up to a limit. The memory of a large one is kept for the next answers, since a
 * quarter of all that was allocated for a scrape was that. Not thread-safe.
 */
public final class ResponseBuffer {
    /** An answer to {@code /metrics/resource} of 30 pods takes 3 KB zipped, and seldom says so beforehand. */
    private static final int FIRST_SIZE = 4_096;

    private static final int UNZIPPED_SIZE = 16_384;
    private static final byte[] EMPTY = {};

    /** As many as there are threads that read answers. */
    private static final BlockingQueue<byte[]> IDLE = new ArrayBlockingQueue<>(4);

    private static final int LEAST_KEPT = 8_192;
    /** An answer of some 200 pods; what is larger is not kept. */
    private static final int MOST_KEPT = 1 << 18;

    private final int limit;
    private byte[] bytes = EMPTY;
    private int length;

    public ResponseBuffer(int limit) {
        this.limit = limit;
    }

    /** Makes room for what is announced, so that nothing is copied later. */
    void expect(long announced) {
        if (length == 0 && announced > bytes.length && announced <= limit) {
            byte[] idle = IDLE.poll();
            bytes = idle != null && idle.length >= announced ? idle : new byte[(int) announced];
        }
    }

    /** Gives its memory to the next answers. Nothing may be read from it any more. */
    void release() {
        if (bytes.length >= LEAST_KEPT && bytes.length <= MOST_KEPT) {
            // One that finds no room is left to the collector.
            boolean unused = IDLE.offer(bytes);
        }
        bytes = EMPTY;
        length = 0;
    }

    /** Takes in as much as fits; whether that was all. */
    public boolean append(ByteBuffer more) {
        int count = Math.min(more.remaining(), limit - length);
        reserve(length + count);
        more.get(bytes, length, count);
        length += count;
        return !more.hasRemaining();
    }

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /**
     * The same, unzipped; with more than {@code limit} bytes if that is what is in it, and then cut there.
     *
     * @param unzipper the result is in its memory, and good as long as that
     * @throws IOException if it is not gzip or cut off
     */
    public ResponseBuffer gunzip(GzipDecoder unzipper) throws IOException {
        int most = limit == Integer.MAX_VALUE ? limit : limit + 1;
        int count = unzipper.unzip(bytes, length, most);
        if (count == GzipDecoder.UNUSUAL) {
            return gunzip(most);
        }
        ResponseBuffer plain = new ResponseBuffer(most);
        plain.bytes = unzipper.plain();
        plain.length = count;
        return plain;
    }

    private ResponseBuffer gunzip(int most) throws IOException {
        ResponseBuffer plain = new ResponseBuffer(most);
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
