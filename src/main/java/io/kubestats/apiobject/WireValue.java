package io.kubestats.apiobject;

import io.kubestats.apiobject.MessageType.Field;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;

/**
 * A mutable cursor over a complete protobuf message in a byte array. One instance serves all values of a stream and is
 * moved to each before it is read. Not thread-safe.
 */
final class WireValue implements ApiValue {
    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int ONLY = 1;

    private final KnownTexts texts = new KnownTexts();
    private byte[] bytes = {};
    private MessageType type = MessageType.PLAIN;
    private int from;
    private int to;
    private boolean isDelimited;
    private long number;
    private long fieldNumber;
    private int at;

    /** Moves to a message or text. */
    void moveTo(byte[] in, int begin, int end, MessageType as) {
        bytes = in;
        type = as;
        from = begin;
        to = end;
        isDelimited = true;
    }

    /** Moves to a number. */
    void moveTo(long plain) {
        type = MessageType.PLAIN;
        number = plain;
        isDelimited = false;
    }

    /** Moves from an object's envelope to the object, which has the expected type unless it is a Status. */
    void open(MessageType expected) throws IOException {
        WireEnvelope.requirePrefix(bytes, from, to);
        int begin = from + WireEnvelope.PREFIX;
        int end = to;
        moveTo(bytes, begin, end, MessageType.PLAIN);
        MessageType found = moveToField(WireEnvelope.TYPE) ? WireEnvelope.named(this, expected) : expected;
        moveTo(bytes, begin, end, MessageType.PLAIN);
        moveToField(WireEnvelope.RAW);
        type = found;
    }

    /** Moves to the field with this number, the last of several; returns false if the message does not have it. */
    boolean moveToField(int wanted) throws IOException {
        requireDelimited();
        boolean found = false;
        int foundFrom = to;
        int foundTo = to;
        int end = to;
        for (int next = from; next < end; ) {
            next = step(next, end);
            if (fieldNumber == wanted) {
                requireDelimited();
                found = true;
                foundFrom = from;
                foundTo = to;
            }
        }
        moveTo(bytes, foundFrom, foundTo, MessageType.PLAIN);
        return found;
    }

    @Override
    public void fields(FieldReader reader) throws IOException {
        requireDelimited();
        MessageType message = type;
        int end = to;
        for (int next = from; next < end; ) {
            next = step(next, end);
            Field field = message.named(fieldNumber);
            if (field != null) {
                type = field.type();
                reader.read(field.name(), this);
            }
        }
    }

    /** Reads a map in which each entry is a message of its own. */
    @Override
    public void entries(FieldReader reader) throws IOException {
        int begin = from;
        int end = to;
        String key = moveToField(KEY) ? text() : "";
        moveTo(bytes, begin, end, MessageType.PLAIN);
        moveToField(VALUE);
        reader.read(key, this);
    }

    /** Reads a list in which each element is a field of its own. */
    @Override
    public void elements(ElementReader reader) throws IOException {
        reader.read(this);
    }

    @Override
    public String text() throws IOException {
        requireDelimited();
        return texts.text(bytes, from, to);
    }

    /** Reads a quantity, which is a message with a text. */
    @Override
    public String quantity() throws IOException {
        return moveToField(ONLY) ? text() : "";
    }

    @Override
    public boolean flag() {
        return number() != 0;
    }

    @Override
    public long number() {
        return isDelimited ? 0 : number;
    }

    @Override
    public void skip() {}

    /** Moves to the value of the field that starts at {@code begin}, and returns the start of the next field. */
    private int step(int begin, int end) throws IOException {
        at = begin;
        long tag = varint(end);
        fieldNumber = WireType.number(tag);
        if (WireType.of(tag) == WireType.VARINT) {
            number = varint(end);
            isDelimited = false;
            return at;
        }
        isDelimited = WireType.of(tag) == WireType.DELIMITED;
        long length = isDelimited ? varint(end) : WireType.fixedLength(tag);
        if (length < 0 || length > end - at) {
            throw new EOFException("a field ends after its message");
        }
        number = 0;
        from = at;
        to = at + (int) length;
        return to;
    }

    private long varint(int end) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE && at < end; shift += 7) {
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new StreamCorruptedException("no protobuf: a number that does not end");
    }

    private void requireDelimited() throws StreamCorruptedException {
        if (!isDelimited) {
            throw new StreamCorruptedException("a number where a text or message is expected");
        }
    }
}
