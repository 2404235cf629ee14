package io.kubestats.metricsapi.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubestats.json.JsonTree;
import io.kubestats.metricsapi.format.ProtobufBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A converter of OpenAPI documents from JSON to the protobuf messages of gnostic, which Kubernetes clients request. The
 * messages are described by {@link OpenApiV2Protobuf} and {@link OpenApiV3Protobuf}. Immutable.
 */
final class OpenApiProtobuf {
    private static final String EXTENSION_PREFIX = "x-";

    private OpenApiProtobuf() {}

    /** Writes a JSON value as one field of a message. */
    @FunctionalInterface
    interface Writer {
        void write(ProtobufBuffer to, int field, JsonNode value);
    }

    /** A field of a message: its number, and the writer of its value. */
    record Field(int number, Writer writer) {}

    /**
     * A message that is an object in JSON.
     *
     * @param fields by key
     * @param extensions the number of the field for keys that begin with {@code x-}
     */
    record Message(Map<String, Field> fields, int extensions) {
        Message {
            fields = Map.copyOf(fields);
        }

        /** Writes the fields of {@code object}, without a tag or length prefix. */
        void writeFields(ProtobufBuffer to, JsonNode object) {
            for (Map.Entry<String, JsonNode> entry : lastFirst(object)) {
                Field field = fields.get(entry.getKey());
                if (field != null) {
                    field.writer.write(to, field.number, entry.getValue());
                } else if (entry.getKey().startsWith(EXTENSION_PREFIX)) {
                    named(to, extensions, entry.getKey(), entry.getValue(), OpenApiProtobuf::any);
                } else {
                    throw new IllegalArgumentException("no field of a message for " + entry.getKey());
                }
            }
        }

        /** Writes {@code object} as a nested message. */
        void write(ProtobufBuffer to, int field, JsonNode object) {
            int before = to.size();
            writeFields(to, object);
            to.message(field, before);
        }
    }

    static void string(ProtobufBuffer to, int field, JsonNode value) {
        to.string(field, value.asText());
    }

    static void bool(ProtobufBuffer to, int field, JsonNode value) {
        to.number(field, value.asBoolean() ? 1 : 0);
    }

    /** Writes a value of any kind as a message that contains YAML, of which JSON is a subset. */
    static void any(ProtobufBuffer to, int field, JsonNode value) {
        int before = to.size();
        to.string(2, JsonTree.text(value));
        to.message(field, before);
    }

    /** Returns a writer of a repeated field; a value that is not an array is its only element. */
    static Writer each(Writer element) {
        return (to, field, value) -> {
            if (!value.isArray()) {
                element.write(to, field, value);
            }
            for (int i = value.size() - 1; value.isArray() && i >= 0; i--) {
                element.write(to, field, value.get(i));
            }
        };
    }

    /** Returns a writer of a message with the single field {@code inner}. */
    static Writer wrapped(int number, Writer inner) {
        return (to, field, value) -> {
            int before = to.size();
            inner.write(to, number, value);
            to.message(field, before);
        };
    }

    /** Returns a writer of a map: a repeated message of a name and a value. */
    static Writer map(Writer value) {
        return (to, field, object) ->
                lastFirst(object).forEach(entry -> named(to, field, entry.getKey(), entry.getValue(), value));
    }

    private static void named(ProtobufBuffer to, int field, String name, JsonNode value, Writer writer) {
        int before = to.size();
        writer.write(to, 2, value);
        to.string(1, name);
        to.message(field, before);
    }

    /** Reverses the entries, because the buffer is filled from its end. */
    private static List<Map.Entry<String, JsonNode>> lastFirst(JsonNode object) {
        List<Map.Entry<String, JsonNode>> entries = new ArrayList<>(object.properties());
        Collections.reverse(entries);
        return entries;
    }
}
