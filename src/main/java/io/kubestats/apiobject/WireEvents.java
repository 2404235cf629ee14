package io.kubestats.apiobject;

import io.kubestats.apiobject.ApiValue.FieldReader;
import java.io.IOException;
import java.io.InputStream;

/** The framed events of a watch. Not thread-safe. */
final class WireEvents implements ObjectForm.Events {
    private static final MessageType EVENT =
            MessageType.message(MessageType.field(1, "type"), MessageType.field(2, "object"));
    private static final int RAW = 1;
    private static final int LENGTH_BYTES = 4;
    private static final int BYTE = 0xff;

    private final WireInput input;
    private final MessageType type;
    private final WireValue value = new WireValue();

    WireEvents(InputStream body, MessageType type) {
        this.input = new WireInput(body);
        this.type = type;
    }

    @Override
    public boolean next(FieldReader reader) throws IOException {
        if (input.hasEnded()) {
            return false;
        }
        long length = 0;
        for (int i = 0; i < LENGTH_BYTES; i++) {
            int from = input.take(1);
            length = (length << Byte.SIZE) | (input.bytes()[from] & BYTE);
        }
        int from = input.take(length);
        value.moveTo(input.bytes(), from, from + (int) length, EVENT);
        value.fields((name, field) -> {
            if (name.equals("object") && value.moveToField(RAW)) {
                value.open(type);
            }
            reader.read(name, field);
        });
        return true;
    }
}
