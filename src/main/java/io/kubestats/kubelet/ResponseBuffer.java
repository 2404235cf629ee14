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
 * A growing, size-limited buffer for the body of one response. Large arrays are pooled, since they accounted for a
 * quarter of all memory allocated per scrape. Not thread-safe.
 */
public final class ResponseBuffer {
    /** Room for a {@code /metrics/resource} response of 30 pods: 3 KB compressed, mostly without a Content-Length. */
    private static final int FIRST_SIZE = 4_096;

    private static final int UNZIPPED_SIZE = 16_384;
    private static final byte[] EMPTY = {};

    /** The pooled arrays; the capacity is the maximum number of threads that read responses. */
    private static final BlockingQueue<byte[]> IDLE = new ArrayBlockingQueue<>(4);

    private static final int LEAST_KEPT = 8_192;
    /** The largest array to pool: a response of about 200 pods. */
    private static final int MOST_KEPT = 1 << 18;

    private final int limit;
    private byte[] bytes = EMPTY;
    private int length;

    public ResponseBuffer(int limit) {
        this.limit = limit;
    }

    /** Reserves room for the announced length, so that growth needs no copies. */
    void expect(long announced) {
        if (length == 0 && announced > bytes.length && announced <= limit) {
            byte[] idle = IDLE.poll();
            bytes = idle != null && idle.length >= announced ? idle : new byte[(int) announced];
        }
    }

    /** Returns the array to the pool and empties the buffer. */
    void release() {
        if (bytes.length >= LEAST_KEPT && bytes.length <= MOST_KEPT) {
            // If the pool is full, the array is garbage.
            boolean unused = IDLE.offer(bytes);
        }
        bytes = EMPTY;
        length = 0;
    }

    /** Appends as much as fits; returns whether all bytes fit. */
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
     * Decompresses the body. The result is cut one byte beyond {@code limit}, so that the excess is detectable.
     *
     * @param unzipper the decoder; the result may use its buffer, and is then valid as long as that
     * @throws IOException if the body is not gzip or is truncated
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
