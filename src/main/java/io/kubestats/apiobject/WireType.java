package io.kubestats.apiobject;

import java.io.StreamCorruptedException;

/** The wire type of a field: the low three bits of its tag. */
final class WireType {
    static final int VARINT = 0;
    static final int EIGHT_BYTES = 1;
    static final int DELIMITED = 2;
    static final int FOUR_BYTES = 5;

    private static final int BITS = 3;
    private static final int MASK = 7;

    private WireType() {}

    static int of(long tag) {
        return (int) tag & MASK;
    }

    static long number(long tag) {
        return tag >>> BITS;
    }

    /** Returns the length in bytes of a fixed-length value. */
    static int fixedLength(long tag) throws StreamCorruptedException {
        return switch (of(tag)) {
            case EIGHT_BYTES -> 8;
            case FOUR_BYTES -> 4;
            default -> throw new StreamCorruptedException("no protobuf: a field of type " + of(tag));
        };
    }
}
