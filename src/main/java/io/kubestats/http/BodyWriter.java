package io.kubestats.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Buffered writer of text and bytes through one fixed buffer that allocates nothing per call, for bodies of many
 * megabytes. Not thread-safe.
 */
public final class BodyWriter {
    /**
     * Buffer size that fills one TLS record, with room for the framing of an HTTP chunk. A buffer of 16 KB would take a
     * full record and one of a few bytes, and so two system calls.
     */
    public static final int RECORD_BYTES = (16 << 10) - 64;

    private static final int LONGEST_LONG = 20;

    private final OutputStream out;
    private final byte[] buffer;
    private int size;
    private long flushed;

    /** Creates a writer to {@code out} with a buffer of {@code bufferBytes}, at least 64. */
    public BodyWriter(OutputStream out, int bufferBytes) {
        this.out = requireNonNull(out, "out");
        this.buffer = new byte[Math.max(64, bufferBytes)];
    }

    /** Returns the number of bytes written so far, including those still buffered. */
    public long written() {
        return flushed + size;
    }

    /** Writes one byte. */
    public void write(int oneByte) throws IOException {
        if (size == buffer.length) {
            drain();
        }
        buffer[size++] = (byte) oneByte;
    }

    /** Writes all of {@code bytes}. */
    public void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    /** Writes {@code length} bytes starting at {@code offset}. */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > buffer.length - size) {
            drain();
            if (length > buffer.length) {
                out.write(bytes, offset, length);
                flushed += length;
                return;
            }
        }
        System.arraycopy(bytes, offset, buffer, size, length);
        size += length;
    }

    /** Writes text that is known to be ASCII, such as the name of a Kubernetes object. */
    @SuppressWarnings("deprecation") // The only copy from a String to bytes that allocates nothing.
    public void ascii(String text) throws IOException {
        int length = text.length();
        if (length > buffer.length - size) {
            drain();
            if (length > buffer.length) {
                write(text.getBytes(StandardCharsets.US_ASCII));
                return;
            }
        }
        text.getBytes(0, length, buffer, size);
        size += length;
    }

    /** Writes any text as UTF-8. */
    public void utf8(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                write(text.getBytes(StandardCharsets.UTF_8));
                return;
            }
        }
        ascii(text);
    }

    /** Writes an integer in decimal. */
    public void decimal(long number) throws IOException {
        if (number == Long.MIN_VALUE) {
            ascii("-9223372036854775808");
            return;
        }
        if (buffer.length - size < LONGEST_LONG) {
            drain();
        }
        long rest = number;
        if (rest < 0) {
            buffer[size++] = '-';
            rest = -rest;
        }
        int end = size + digits(rest);
        int at = end;
        do {
            buffer[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        size = end;
    }

    /** Writes the buffered bytes to the stream and flushes it. */
    public void flush() throws IOException {
        drain();
        out.flush();
    }

    private void drain() throws IOException {
        out.write(buffer, 0, size);
        flushed += size;
        size = 0;
    }

    private static int digits(long number) {
        int digits = 1;
        for (long bound = 10; number >= bound; bound *= 10) {
            digits++;
            if (digits == 19) {
                break;
            }
        }
        return digits;
    }
}
