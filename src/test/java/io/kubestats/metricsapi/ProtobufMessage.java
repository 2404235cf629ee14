package io.kubestats.metricsapi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A protobuf message, parsed by the rules of the wire format alone, independently of the main code. */
final class ProtobufMessage {
    private static final class Field {
        private final int number;
        private final long value;
        private final byte[] bytes;

        Field(int number, long value, byte[] bytes) {
            this.number = number;
            this.value = value;
            this.bytes = bytes;
        }
    }

    private final byte[] bytes;
    private final List<Field> fields = new ArrayList<>();
    private int at;

    ProtobufMessage(byte[] bytes) {
        this.bytes = bytes;
        while (at < bytes.length) {
            fields.add(next());
        }
    }

    /** Checks the Kubernetes envelope and returns the message in it. */
    static ProtobufMessage unwrap(byte[] body, String apiVersion, String kind) {
        if (!Arrays.equals(Arrays.copyOf(body, 4), new byte[] {'k', '8', 's', 0})) {
            throw new AssertionError("no magic");
        }
        ProtobufMessage envelope = new ProtobufMessage(Arrays.copyOfRange(body, 4, body.length));
        String type = envelope.message(1).text(1) + " " + envelope.message(1).text(2);
        if (!type.equals(apiVersion + " " + kind)) {
            throw new AssertionError(type);
        }
        return envelope.message(2);
    }

    String text(int number) {
        return new String(only(number).bytes, StandardCharsets.UTF_8);
    }

    /** Returns the strings of a repeated field. */
    List<String> texts(int number) {
        return fields.stream()
                .filter(field -> field.number == number)
                .map(field -> new String(field.bytes, StandardCharsets.UTF_8))
                .toList();
    }

    /** Returns the distinct numbers of the fields present. */
    List<Integer> numbers() {
        return fields.stream().map(field -> field.number).distinct().toList();
    }

    long number(int number) {
        return only(number).value;
    }

    ProtobufMessage message(int number) {
        return new ProtobufMessage(only(number).bytes);
    }

    List<ProtobufMessage> messages(int number) {
        return fields.stream()
                .filter(field -> field.number == number)
                .map(field -> new ProtobufMessage(field.bytes))
                .toList();
    }

    private Field only(int number) {
        List<Field> found =
                fields.stream().filter(field -> field.number == number).toList();
        if (found.size() != 1) {
            throw new AssertionError("field " + number + " stands " + found.size() + " times");
        }
        return found.get(0);
    }

    private Field next() {
        long tag = varint();
        int number = (int) (tag >>> 3);
        int wireType = (int) (tag & 7);
        if (wireType == 0) {
            return new Field(number, varint(), new byte[0]);
        }
        if (wireType != 2) {
            throw new AssertionError("wire type of tag " + tag);
        }
        int length = (int) varint();
        if (length > bytes.length - at) {
            throw new AssertionError("cut off");
        }
        at += length;
        return new Field(number, 0, Arrays.copyOfRange(bytes, at - length, at));
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte b = bytes[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new AssertionError("endless number");
    }
}
