package io.kubestats.kubelet;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A pooled gzip decoder for the form that nearly all servers send: a single member without optional header fields. All
 * other and all damaged input is left to {@link java.util.zip.GZIPInputStream}, which describes the error. Decoders are
 * reused, since allocating one costs as much memory as a response. Not thread-safe.
 */
public final class GzipDecoder implements AutoCloseable {
    /** The result of {@link #unzip} for input that it does not handle. */
    static final int UNUSUAL = -1;

    /** The idle decoders; the capacity is the maximum number of threads that read responses. */
    private static final BlockingQueue<GzipDecoder> IDLE = new ArrayBlockingQueue<>(4);

    private static final int HEADER = 10;
    private static final int TRAILER = 8;

    /** The largest buffer to pool: a response of about 400 pods. */
    private static final int MOST_KEPT = 1 << 18;

    /** The maximum expansion ratio of deflate; it bounds the memory that a forged size can claim. */
    private static final int MOST_FROM_ONE_BYTE = 1_032;

    /** Spare room behind the output, which keeps zlib on its fast path until the last byte. */
    private static final int SPARE = 512;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private byte[] plain = new byte[1 << 15];

    private GzipDecoder() {}

    /** Takes a decoder from the pool, or creates one; closing it returns it. */
    public static GzipDecoder take() {
        GzipDecoder idle = IDLE.poll();
        return idle == null ? new GzipDecoder() : idle;
    }

    @Override
    public void close() {
        if (plain.length > MOST_KEPT || !IDLE.offer(this)) {
            inflater.end();
        }
    }

    /**
     * Decompresses a response into {@link #plain}.
     *
     * @return the number of bytes, at most {@code most}; {@link #UNUSUAL} if the input is not handled
     */
    int unzip(byte[] zipped, int length, int most) {
        if (length < HEADER + TRAILER || !isUsual(zipped)) {
            return UNUSUAL;
        }
        int size = number(zipped, length - 4);
        if (size < 0 || size > most || size > (long) length * MOST_FROM_ONE_BYTE) {
            return UNUSUAL;
        }
        if (plain.length < size + (long) SPARE) {
            plain = new byte[Math.addExact(size, SPARE)];
        }
        inflater.reset();
        inflater.setInput(zipped, HEADER, length - HEADER - TRAILER);
        try {
            if (inflater.inflate(plain) != size || !inflater.finished() || inflater.getRemaining() > 0) {
                return UNUSUAL;
            }
        } catch (DataFormatException e) {
            return UNUSUAL;
        }
        checksum.reset();
        checksum.update(plain, 0, size);
        return (int) checksum.getValue() == number(zipped, length - TRAILER) ? size : UNUSUAL;
    }

    /** Returns the buffer that {@link #unzip} filled; valid until the next call or {@link #close}. */
    byte[] plain() {
        return plain;
    }

    /** Returns whether the header announces deflate and has no optional fields. */
    private static boolean isUsual(byte[] zipped) {
        return zipped[0] == 0x1f && zipped[1] == (byte) 0x8b && zipped[2] == 8 && zipped[3] == 0;
    }

    private static int number(byte[] text, int from) {
        return (text[from] & 0xff)
                | (text[from + 1] & 0xff) << 8
                | (text[from + 2] & 0xff) << 16
                | (text[from + 3] & 0xff) << 24;
    }
}
