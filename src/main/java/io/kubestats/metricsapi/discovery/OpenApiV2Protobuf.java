package io.kubestats.metricsapi.discovery;

import static io.kubestats.metricsapi.discovery.OpenApiProtobuf.each;
import static io.kubestats.metricsapi.discovery.OpenApiProtobuf.map;
import static io.kubestats.metricsapi.discovery.OpenApiProtobuf.wrapped;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubestats.metricsapi.discovery.OpenApiProtobuf.Field;
import io.kubestats.metricsapi.discovery.OpenApiProtobuf.Message;
import io.kubestats.metricsapi.format.ProtobufBuffer;
import java.util.Map;

/** The messages of {@code openapi.v2} that the document uses (gnostic's {@code OpenAPIv2.proto}). */
final class OpenApiV2Protobuf {
    private static final Message INFO = new Message(
            Map.of("title", new Field(1, OpenApiProtobuf::string), "version", new Field(2, OpenApiProtobuf::string)),
            7);

    private static final Message SCHEMA = new Message(
            Map.ofEntries(
                    Map.entry("$ref", new Field(1, OpenApiProtobuf::string)),
                    Map.entry("format", new Field(2, OpenApiProtobuf::string)),
                    Map.entry("description", new Field(4, OpenApiProtobuf::string)),
                    Map.entry("default", new Field(5, OpenApiProtobuf::any)),
                    Map.entry("required", new Field(19, each(OpenApiProtobuf::string))),
                    Map.entry("additionalProperties", new Field(21, wrapped(1, OpenApiV2Protobuf::schema))),
                    Map.entry("type", new Field(22, wrapped(1, OpenApiProtobuf::string))),
                    Map.entry("items", new Field(23, wrapped(1, OpenApiV2Protobuf::schema))),
                    Map.entry("properties", new Field(25, wrapped(1, map(OpenApiV2Protobuf::schema))))),
            31);

    private static final Message RESPONSE = new Message(
            Map.of(
                    "description",
                    new Field(1, OpenApiProtobuf::string),
                    "schema",
                    new Field(2, wrapped(1, OpenApiV2Protobuf::schema))),
            5);

    private static final Message OPERATION = new Message(
            Map.of(
                    "tags", new Field(1, each(OpenApiProtobuf::string)),
                    "description", new Field(3, OpenApiProtobuf::string),
                    "operationId", new Field(5, OpenApiProtobuf::string),
                    "produces", new Field(6, each(OpenApiProtobuf::string)),
                    "responses", new Field(9, wrapped(1, map(wrapped(1, RESPONSE::write)))),
                    "schemes", new Field(10, each(OpenApiProtobuf::string))),
            13);

    private static final Message QUERY_PARAMETER = parameter(6, 20, 23);
    private static final Message PATH_PARAMETER = parameter(5, 19, 22);

    private static final Message PATH_ITEM = new Message(
            Map.of(
                    "get",
                    new Field(2, OPERATION::write),
                    "parameters",
                    new Field(9, each(wrapped(1, wrapped(2, OpenApiV2Protobuf::parameter))))),
            10);

    private static final Message DOCUMENT = new Message(
            Map.of(
                    "swagger",
                    new Field(1, OpenApiProtobuf::string),
                    "info",
                    new Field(2, INFO::write),
                    "paths",
                    new Field(8, wrapped(2, map(PATH_ITEM::write))),
                    "definitions",
                    new Field(9, wrapped(1, map(OpenApiV2Protobuf::schema)))),
            16);

    private OpenApiV2Protobuf() {}

    /** Writes {@code document} to a new buffer. */
    static ProtobufBuffer of(JsonNode document) {
        ProtobufBuffer buffer = new ProtobufBuffer();
        DOCUMENT.writeFields(buffer, document);
        return buffer;
    }

    private static Message parameter(int type, int uniqueItems, int extensions) {
        return new Message(
                Map.of(
                        "required", new Field(1, OpenApiProtobuf::bool),
                        "in", new Field(2, OpenApiProtobuf::string),
                        "description", new Field(3, OpenApiProtobuf::string),
                        "name", new Field(4, OpenApiProtobuf::string),
                        "type", new Field(type, OpenApiProtobuf::string),
                        "uniqueItems", new Field(uniqueItems, OpenApiProtobuf::bool)),
                extensions);
    }

    /** Writes a parameter as the field of {@code NonBodyParameter} for its location. */
    private static void parameter(ProtobufBuffer to, int nonBodyParameter, JsonNode value) {
        boolean path = value.path("in").asText().equals("path");
        wrapped(path ? 4 : 3, (path ? PATH_PARAMETER : QUERY_PARAMETER)::write).write(to, nonBodyParameter, value);
    }

    /** Writes a schema, which can contain schemas. */
    private static void schema(ProtobufBuffer to, int field, JsonNode value) {
        SCHEMA.write(to, field, value);
    }
}
