package io.kubestats.apiobject;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.util.Arrays;

/**
 * A buffered input stream that presents each message contiguously in one array. The array grows to the largest message,
 * up to a limit. Not thread-safe.
 */
final class WireInput {
    /** API servers store objects of a few MB at most. */
    static final int LARGEST_MESSAGE = 32 << 20;

    private static final int FIRST_SIZE = 1 << 16;

    private final InputStream in;
    private byte[] bytes = new byte[FIRST_SIZE];
    private int at;
    private int end;
    private long consumed;

    WireInput(InputStream in) {
        this.in = in;
    }

    /** Waits for input or the end of the stream, and returns whether the stream has ended. */
    boolean hasEnded() throws IOException {
        return at == end && !fill();
    }

    /** Returns the number of bytes consumed so far. */
    long position() {
        return consumed;
    }

    /** Returns the array that contains the bytes taken last; they remain valid until the next call. */
    byte[] bytes() {
        return bytes;
    }

    /** Consumes {@code count} bytes and returns the index of the first one. */
    int take(long count) throws IOException {
        if (count > LARGEST_MESSAGE || count < 0) {
            throw new StreamCorruptedException("a message of " + Long.toUnsignedString(count) + " bytes");
        }
        int size = (int) count;
        if (size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size, Math.min(2 * bytes.length, LARGEST_MESSAGE)));
        }
        while (end - at < size) {
            require(fill());
        }
        int from = at;
        at += size;
        consumed += size;
        return from;
    }

    /** Skips {@code count} bytes. */
    void skip(long count) throws IOException {
        if (count < 0) {
            throw new StreamCorruptedException("a field of " + Long.toUnsignedString(count) + " bytes");
        }
        for (long left = count; left > 0; ) {
            if (at == end) {
                require(fill());
            }
            int part = (int) Math.min(left, end - at);
            at += part;
            consumed += part;
            left -= part;
        }
    }

    /** Consumes a varint of up to ten bytes. */
    long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int from = take(1);
            byte next = bytes[from];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new StreamCorruptedException("a number that does not end");
    }

    /**
     * Reads at least one available byte; returns false at the end. Moves unconsumed bytes to the front of the array.
     */
    private boolean fill() throws IOException {
        if (at > 0) {
            System.arraycopy(bytes, at, bytes, 0, end - at);
            end -= at;
            at = 0;
        }
        int count = in.read(bytes, end, bytes.length - end);
        end += Math.max(count, 0);
        return count > 0;
    }

    private static void require(boolean more) throws EOFException {
        if (!more) {
            throw new EOFException("ends early");
        }
    }
}
