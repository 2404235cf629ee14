package io.kubestats.metricsapi.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kubestats.http.BodyWriter;
import java.io.IOException;

/** The envelope of a Kubernetes protobuf message: four bytes of magic, and its kind and version. */
public final class ProtobufEnvelope {
    private static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final byte[] EMPTY_ENCODING_AND_TYPE = {0x1a, 0, 0x22, 0};
    private static final int RAW = 0x12;

    private final byte[] typeMeta;

    public ProtobufEnvelope(String apiVersion, String kind) {
        this.typeMeta = typeMeta(apiVersion, kind);
    }

    /** Writes the part before a message of {@code length} bytes. */
    public void begin(BodyWriter out, long length) throws IOException {
        out.write(MAGIC);
        out.write(typeMeta);
        out.write(RAW);
        varint(out, length);
    }

    /** Writes the part after the message. */
    public void end(BodyWriter out) throws IOException {
        out.write(EMPTY_ENCODING_AND_TYPE);
    }

    /** Writes the message in {@code buffer}, with its envelope. */
    public void write(BodyWriter out, ProtobufBuffer buffer) throws IOException {
        begin(out, buffer.size());
        buffer.writeTo(out);
        end(out);
    }

    /** Writes a number. */
    public static void varint(BodyWriter out, long value) throws IOException {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** Returns the message of type and version; both are short, so each length is one byte. */
    private static byte[] typeMeta(String apiVersion, String kind) {
        int length = apiVersion.length() + kind.length() + 4;
        byte[] bytes = new byte[length + 2];
        bytes[0] = 0x0a;
        bytes[1] = (byte) length;
        bytes[2] = 0x0a;
        bytes[3] = (byte) apiVersion.length();
        System.arraycopy(apiVersion.getBytes(US_ASCII), 0, bytes, 4, apiVersion.length());
        int at = 4 + apiVersion.length();
        bytes[at] = 0x12;
        bytes[at + 1] = (byte) kind.length();
        System.arraycopy(kind.getBytes(US_ASCII), 0, bytes, at + 2, kind.length());
        return bytes;
    }
}
