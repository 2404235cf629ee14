package io.kubestats.metricsapi.discovery;

import static io.kubestats.metricsapi.discovery.OpenApiProtobuf.each;
import static io.kubestats.metricsapi.discovery.OpenApiProtobuf.map;
import static io.kubestats.metricsapi.discovery.OpenApiProtobuf.wrapped;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubestats.metricsapi.discovery.OpenApiProtobuf.Field;
import io.kubestats.metricsapi.discovery.OpenApiProtobuf.Message;
import io.kubestats.metricsapi.format.ProtobufBuffer;
import java.util.Map;

/** The messages of {@code openapi.v3} that the documents use (gnostic's {@code OpenAPIv3.proto}). */
final class OpenApiV3Protobuf {
    private static final Message INFO = new Message(
            Map.of("title", new Field(1, OpenApiProtobuf::string), "version", new Field(6, OpenApiProtobuf::string)),
            7);

    private static final Message REFERENCE = new Message(Map.of("$ref", new Field(1, OpenApiProtobuf::string)), 0);

    private static final Message SCHEMA = new Message(
            Map.ofEntries(
                    Map.entry("uniqueItems", new Field(20, OpenApiProtobuf::bool)),
                    Map.entry("required", new Field(23, each(OpenApiProtobuf::string))),
                    Map.entry("type", new Field(25, OpenApiProtobuf::string)),
                    Map.entry("allOf", new Field(26, each(OpenApiV3Protobuf::schema))),
                    Map.entry("items", new Field(30, wrapped(1, OpenApiV3Protobuf::schema))),
                    Map.entry("properties", new Field(31, wrapped(1, map(OpenApiV3Protobuf::schema)))),
                    Map.entry("additionalProperties", new Field(32, wrapped(1, OpenApiV3Protobuf::schema))),
                    Map.entry("default", new Field(33, OpenApiV3Protobuf::defaultValue)),
                    Map.entry("description", new Field(34, OpenApiProtobuf::string)),
                    Map.entry("format", new Field(35, OpenApiProtobuf::string))),
            36);

    private static final Message MEDIA_TYPE = new Message(Map.of("schema", new Field(1, OpenApiV3Protobuf::schema)), 5);

    private static final Message RESPONSE = new Message(
            Map.of(
                    "description",
                    new Field(1, OpenApiProtobuf::string),
                    "content",
                    new Field(3, wrapped(1, map(MEDIA_TYPE::write)))),
            5);

    private static final Message OPERATION = new Message(
            Map.of(
                    "tags", new Field(1, each(OpenApiProtobuf::string)),
                    "description", new Field(3, OpenApiProtobuf::string),
                    "operationId", new Field(5, OpenApiProtobuf::string),
                    "responses", new Field(8, wrapped(2, map(wrapped(1, RESPONSE::write))))),
            13);

    private static final Message PARAMETER = new Message(
            Map.of(
                    "name", new Field(1, OpenApiProtobuf::string),
                    "in", new Field(2, OpenApiProtobuf::string),
                    "description", new Field(3, OpenApiProtobuf::string),
                    "required", new Field(4, OpenApiProtobuf::bool),
                    "schema", new Field(10, OpenApiV3Protobuf::schema)),
            14);

    private static final Message PATH_ITEM = new Message(
            Map.of(
                    "get",
                    new Field(4, OPERATION::write),
                    "parameters",
                    new Field(13, each(wrapped(1, PARAMETER::write)))),
            14);

    private static final Message COMPONENTS =
            new Message(Map.of("schemas", new Field(1, wrapped(1, map(OpenApiV3Protobuf::schema)))), 10);

    private static final Message DOCUMENT = new Message(
            Map.of(
                    "openapi", new Field(1, OpenApiProtobuf::string),
                    "info", new Field(2, INFO::write),
                    "paths", new Field(4, wrapped(1, map(PATH_ITEM::write))),
                    "components", new Field(5, COMPONENTS::write)),
            9);

    private OpenApiV3Protobuf() {}

    /** Writes {@code document} to a new buffer. */
    static ProtobufBuffer of(JsonNode document) {
        ProtobufBuffer buffer = new ProtobufBuffer();
        DOCUMENT.writeFields(buffer, document);
        return buffer;
    }

    /** Writes a {@code SchemaOrReference}. */
    private static void schema(ProtobufBuffer to, int field, JsonNode value) {
        boolean reference = value.has("$ref");
        wrapped(reference ? 2 : 1, (reference ? REFERENCE : SCHEMA)::write).write(to, field, value);
    }

    /** Writes a {@code DefaultType}, which can hold a boolean or a text, and is empty for an object. */
    private static void defaultValue(ProtobufBuffer to, int field, JsonNode value) {
        int before = to.size();
        if (value.isBoolean()) {
            OpenApiProtobuf.bool(to, 2, value);
        } else if (value.isTextual()) {
            OpenApiProtobuf.string(to, 3, value);
        }
        to.message(field, before);
    }
}
