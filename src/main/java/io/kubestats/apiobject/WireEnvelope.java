package io.kubestats.apiobject;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.Arrays;

/**
 * The envelope that Kubernetes puts around each protobuf object: a four-byte magic number, then a {@code
 * runtime.Unknown} message with the object's kind and its encoded message.
 */
final class WireEnvelope {
    /** Length of the magic number in bytes. */
    static final int PREFIX = 4;

    /** Field number of the version and kind. */
    static final int TYPE = 1;

    /** Field number of the object. */
    static final int RAW = 2;

    private static final byte[] MAGIC = "k8s\0".getBytes(US_ASCII);
    private static final int KIND = 2;

    private WireEnvelope() {}

    static void requirePrefix(byte[] bytes, int from, int to) throws StreamCorruptedException {
        if (to - from < PREFIX || !Arrays.equals(bytes, from, from + PREFIX, MAGIC, 0, PREFIX)) {
            throw new StreamCorruptedException("no object of Kubernetes as protobuf");
        }
    }

    /**
     * Returns the type of the enveloped object, which may be a Status instead; {@code value} must be at version and
     * kind.
     */
    static MessageType named(WireValue value, MessageType expected) throws IOException {
        return value.moveToField(KIND) && value.text().equals("Status") ? MessageType.STATUS : expected;
    }
}
