package io.kubestats.metricsapi;

import java.util.List;

/**
 * Objects as protobuf. A list goes round twice, first for the length that stands before it and then for its bytes, so
 * it never is in memory as a whole.
 *
 * @param whole whether objects are written with their use, or their metadata alone
 * @param createdMillis when the answer was made, Unix time
 */
record ObjectsProtobuf(boolean whole, long createdMillis) {
    private static final int ITEMS = 0x12;

    /** A list. */
    Body list(ProtobufEnvelope envelope, List<ObjectMetrics> objects, String continueToken) {
        return out -> {
            ProtobufBuffer head = new ProtobufBuffer();
            listMetadata(head, continueToken);
            ProtobufBuffer buffer = new ProtobufBuffer();
            ItemProtobuf items = new ItemProtobuf(buffer, createdMillis);
            long length = head.size();
            for (int i = 0; i < objects.size(); i++) {
                build(buffer, items, objects.get(i));
                length += 1 + ProtobufBuffer.varintSize(buffer.size()) + buffer.size();
            }
            envelope.begin(out, length);
            head.writeTo(out);
            for (int i = 0; i < objects.size(); i++) {
                build(buffer, items, objects.get(i));
                out.write(ITEMS);
                ProtobufEnvelope.varint(out, buffer.size());
                buffer.writeTo(out);
            }
            envelope.end(out);
        };
    }

    /** One object. */
    Body single(ProtobufEnvelope envelope, ObjectMetrics object) {
        return out -> {
            ProtobufBuffer buffer = new ProtobufBuffer();
            build(buffer, new ItemProtobuf(buffer, createdMillis), object);
            envelope.write(out, buffer);
        };
    }

    /** Writes ListMeta as the first field, as lists and Status have it. */
    static void listMetadata(ProtobufBuffer buffer, String continueToken) {
        int before = buffer.size();
        buffer.string(3, continueToken);
        buffer.string(2, "");
        buffer.string(1, "");
        buffer.message(1, before);
    }

    private void build(ProtobufBuffer buffer, ItemProtobuf items, ObjectMetrics object) {
        buffer.clear();
        if (whole) {
            items.fields(object);
        } else {
            items.metadata(object);
        }
    }
}
