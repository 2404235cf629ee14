package io.kubestats.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes text and bytes to a stream through one fixed buffer, with nothing allocated per call: what a body of many
 * megabytes needs. Not safe for several threads.
 */
public final class BodyWriter {
    /**
     * A buffer that makes one record of TLS, with room for what frames a chunk of HTTP in it. With 16 KB each buffer
     * would be a full record and one of some bytes, and so two calls of the system.
     */
    public static final int RECORD_BYTES = (16 << 10) - 64;

    private static final int LONGEST_LONG = 20;

    private final OutputStream out;
    private final byte[] buffer;
    private int size;
    private long flushed;

    /** A writer to {@code out} that buffers {@code bufferBytes}, at least 64. */
    public BodyWriter(OutputStream out, int bufferBytes) {
        this.out = requireNonNull(out, "out");
        this.buffer = new byte[Math.max(64, bufferBytes)];
    }

    /** Bytes written so far, those still in the buffer too. */
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

    /** Writes {@code length} bytes from {@code offset} on. */
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

    /** Writes a whole number in decimal. */
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

    /** Hands what is buffered to the stream and flushes it. */
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
