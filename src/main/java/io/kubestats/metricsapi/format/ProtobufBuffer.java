package io.kubestats.metricsapi.format;

import io.kubestats.http.BodyWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A reusable buffer for a protobuf message, written from its last field to its first, so that the length of a nested
 * message is known when it is due. Not thread-safe.
 */
public final class ProtobufBuffer {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;

    private byte[] bytes = new byte[1024];
    private int start = bytes.length;

    /** Begins the next message. */
    public void clear() {
        start = bytes.length;
    }

    /** Returns the number of bytes written; callers remember it before they write the fields of a nested message. */
    public int size() {
        return bytes.length - start;
    }

    /** Writes a number. */
    public void number(int field, long value) {
        varint(value);
        tag(field, VARINT);
    }

    /** Writes a string. */
    @SuppressWarnings("deprecation") // The only copy from a String to bytes that allocates nothing.
    public void string(int field, String text) {
        int length = text.length();
        if (isAscii(text)) {
            reserve(length);
            start -= length;
            text.getBytes(0, length, bytes, start);
        } else {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            length = utf8.length;
            reserve(length);
            start -= length;
            System.arraycopy(utf8, 0, bytes, start, length);
        }
        varint(length);
        tag(field, LENGTH_DELIMITED);
    }

    /** Writes the content of {@code text} from {@code from} to its end. */
    public void ascii(int field, byte[] text, int from) {
        int length = text.length - from;
        reserve(length);
        start -= length;
        System.arraycopy(text, from, bytes, start, length);
        varint(length);
        tag(field, LENGTH_DELIMITED);
    }

    /** Turns the bytes written since {@link #size()} was {@code sizeBefore} into a nested message. */
    public void message(int field, int sizeBefore) {
        varint(size() - sizeBefore);
        tag(field, LENGTH_DELIMITED);
    }

    /** Writes the content to {@code out}. */
    public void writeTo(BodyWriter out) throws IOException {
        out.write(bytes, start, size());
    }

    /** Returns the number of bytes of an encoded number. */
    public static int varintSize(long value) {
        return Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7);
    }

    private void tag(int field, int wireType) {
        varint(field * 8L + wireType);
    }

    private void varint(long value) {
        int length = varintSize(value);
        reserve(length);
        start -= length;
        long rest = value;
        int at = start;
        while ((rest & ~0x7fL) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at] = (byte) rest;
    }

    private void reserve(int length) {
        if (start < length) {
            int size = size();
            byte[] larger = new byte[Math.max(bytes.length * 2, size + length)];
            System.arraycopy(bytes, start, larger, larger.length - size, size);
            start = larger.length - size;
            bytes = larger;
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Writes a {@code ListMeta}, which lists and Status have. */
    public void listMetadata(int field, String continueToken) {
        int before = size();
        string(3, continueToken);
        string(2, "");
        string(1, "");
        message(field, before);
    }
}
