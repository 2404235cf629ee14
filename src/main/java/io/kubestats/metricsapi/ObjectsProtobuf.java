package io.kubestats.metricsapi;

import io.kubestats.metricsapi.format.ObjectTransform;
import io.kubestats.metricsapi.format.ProtobufBuffer;
import io.kubestats.metricsapi.format.ProtobufEnvelope;
import io.kubestats.metricsapi.format.ResponseBody;

/**
 * Objects as protobuf. A list is encoded twice, first for its length prefix and then for its bytes, so it is never in
 * memory as a whole.
 *
 * @param createdMillis time of the response, Unix time
 */
record ObjectsProtobuf(Content content, long createdMillis) {
    private static final int FIRST_FIELD = 0x0a;
    private static final int SECOND_FIELD = 0x12;

    /** The written part of an object, and the order of the two fields of a list. */
    enum Content {
        /** The whole object. */
        WHOLE,
        /** PartialObjectMetadata. */
        METADATA,
        /** PartialObjectMetadata of v1beta1, whose lists hold their items first and their metadata second. */
        METADATA_V1BETA1;

        static Content of(ObjectTransform transform) {
            if (transform.isNone()) {
                return WHOLE;
            }
            return transform.version().equals("v1") ? METADATA : METADATA_V1BETA1;
        }

        private boolean itemsFirst() {
            return this == METADATA_V1BETA1;
        }
    }

    /** A list. */
    ResponseBody list(ProtobufEnvelope envelope, Iterable<ObjectMetrics> objects, String continueToken) {
        boolean itemsFirst = content.itemsFirst();
        int itemTag = itemsFirst ? FIRST_FIELD : SECOND_FIELD;
        return out -> {
            ProtobufBuffer metadata = new ProtobufBuffer();
            metadata.listMetadata(itemsFirst ? 2 : 1, continueToken);
            ProtobufBuffer buffer = new ProtobufBuffer();
            ItemProtobuf items = new ItemProtobuf(buffer, createdMillis);
            envelope.begin(out, metadata.size() + length(objects, items, buffer));
            if (!itemsFirst) {
                metadata.writeTo(out);
            }
            for (ObjectMetrics object : objects) {
                build(buffer, items, object);
                out.write(itemTag);
                ProtobufEnvelope.varint(out, buffer.size());
                buffer.writeTo(out);
            }
            if (itemsFirst) {
                metadata.writeTo(out);
            }
            envelope.end(out);
        };
    }

    /** One object. */
    ResponseBody single(ProtobufEnvelope envelope, ObjectMetrics object) {
        return out -> {
            ProtobufBuffer buffer = new ProtobufBuffer();
            build(buffer, new ItemProtobuf(buffer, createdMillis), object);
            envelope.write(out, buffer);
        };
    }

    private long length(Iterable<ObjectMetrics> objects, ItemProtobuf items, ProtobufBuffer buffer) {
        long length = 0;
        for (ObjectMetrics object : objects) {
            build(buffer, items, object);
            length += 1 + ProtobufBuffer.varintSize(buffer.size()) + buffer.size();
        }
        return length;
    }

    private void build(ProtobufBuffer buffer, ItemProtobuf items, ObjectMetrics object) {
        buffer.clear();
        if (content == Content.WHOLE) {
            items.fields(object);
        } else {
            items.metadata(object);
        }
    }
}
