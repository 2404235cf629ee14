package io.kubestats.apiobject;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.Arrays;

/**
 * What Kubernetes puts around each object as protobuf: four bytes that say so, then a message ({@code runtime.Unknown})
 * with the object's kind and the bytes of its own message.
 */
final class WireEnvelope {
    /** How many bytes stand before the message. */
    static final int PREFIX = 4;

    /** Number of the field with version and kind. */
    static final int TYPE = 1;

    /** Number of the field with the object. */
    static final int RAW = 2;

    private static final byte[] MAGIC = "k8s\0".getBytes(US_ASCII);
    private static final int KIND = 2;

    private WireEnvelope() {}

    static void requirePrefix(byte[] bytes, int from, int to) throws StreamCorruptedException {
        if (to - from < PREFIX || !Arrays.equals(bytes, from, from + PREFIX, MAGIC, 0, PREFIX)) {
            throw new StreamCorruptedException("no object of Kubernetes as protobuf");
        }
    }

    /** Of a value that stands at version and kind: how to read the object, which may be a Status instead. */
    static MessageType named(WireValue value, MessageType expected) throws IOException {
        return value.moveToField(KIND) && value.text().equals("Status") ? MessageType.STATUS : expected;
    }
}
