package io.kubestats.apiobject;

import io.kubestats.apiobject.ApiValue.FieldReader;
import io.kubestats.apiobject.MessageType.Field;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;

/** A reader for an enveloped object that buffers one field at a time; a list item is one field. Not thread-safe. */
final class WireObject {
    private final WireInput input;
    private final WireValue value = new WireValue();
    private MessageType type;

    WireObject(InputStream body, MessageType type) {
        this.input = new WireInput(body);
        this.type = type;
    }

    /** Reads the body to its end. */
    void read(FieldReader reader) throws IOException {
        int from = input.take(WireEnvelope.PREFIX);
        WireEnvelope.requirePrefix(input.bytes(), from, from + WireEnvelope.PREFIX);
        while (!input.hasEnded()) {
            long tag = input.varint();
            if (WireType.of(tag) != WireType.DELIMITED) {
                skip(tag);
            } else if (WireType.number(tag) == WireEnvelope.TYPE) {
                takeMessage(MessageType.PLAIN);
                type = WireEnvelope.named(value, type);
            } else if (WireType.number(tag) == WireEnvelope.RAW) {
                fields(input.varint(), reader);
            } else {
                input.skip(input.varint());
            }
        }
    }

    private void fields(long length, FieldReader reader) throws IOException {
        long end = input.position() + length;
        while (input.position() < end) {
            long tag = input.varint();
            Field field = type.named(WireType.number(tag));
            if (field == null) {
                skip(tag);
                continue;
            }
            if (WireType.of(tag) == WireType.DELIMITED) {
                takeMessage(field.type());
            } else if (WireType.of(tag) == WireType.VARINT) {
                value.moveTo(input.varint());
            } else {
                throw new StreamCorruptedException("no protobuf of Kubernetes: a field of type " + WireType.of(tag));
            }
            reader.read(field.name(), value);
        }
        if (input.position() != end) {
            throw new StreamCorruptedException("no protobuf: an object ends within a field");
        }
    }

    private void takeMessage(MessageType as) throws IOException {
        long length = input.varint();
        int from = input.take(length);
        value.moveTo(input.bytes(), from, from + (int) length, as);
    }

    private void skip(long tag) throws IOException {
        switch (WireType.of(tag)) {
            case WireType.VARINT -> input.varint();
            case WireType.DELIMITED -> input.skip(input.varint());
            default -> input.skip(WireType.fixedLength(tag));
        }
    }
}
