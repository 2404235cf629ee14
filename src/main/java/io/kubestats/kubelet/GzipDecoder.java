package io.kubestats.kubelet;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unzips what nearly all servers send: gzip of one member without a name. It leaves all else, and what is damaged, to
 * {@link java.util.zip.GZIPInputStream}, which says what is wrong. It is made for one answer after the other, since
 * the memory of one costs as much as the answer. Not thread-safe.
 */
public final class GzipDecoder implements AutoCloseable {
    /** What {@link #unzip} gives for what it leaves. */
    static final int UNUSUAL = -1;

    /** As many as there are threads that read answers. */
    private static final BlockingQueue<GzipDecoder> IDLE = new ArrayBlockingQueue<>(4);

    private static final int HEADER = 10;
    private static final int TRAILER = 8;

    /** An answer of some 400 pods; what is larger is not kept. */
    private static final int MOST_KEPT = 1 << 18;

    /** No byte of deflate says more, so that a false size takes no more memory than a true answer can. */
    private static final int MOST_FROM_ONE_BYTE = 1_032;

    /** Room behind the answer, with which zlib is as fast at its end as before. */
    private static final int SPARE = 512;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private byte[] plain = new byte[1 << 15];

    private GzipDecoder() {}

    /** One for a while; closing it gives it back. */
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

    /** How many bytes it has unzipped into {@link #plain}: at most {@code most}. */
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

    /** What was unzipped last, until the next is or this is closed. */
    byte[] plain() {
        return plain;
    }

    /** Deflate, and no field but time, level and system. */
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
