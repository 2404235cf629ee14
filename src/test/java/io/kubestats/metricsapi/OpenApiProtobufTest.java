package io.kubestats.metricsapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubestats.json.JsonTree;
import io.kubestats.metricsapi.format.ApiAnswer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests of OpenAPI protobuf documents, parsed with the schema of gnostic. The test contains its own copy of the schema,
 * one line per message: fields are {@code number key kind}, and a kind is a scalar, a message, {@code *} for repeated
 * ones, {@code map:} for repeated pairs of name and value, or {@code >} for a message with a single field set.
 */
class OpenApiProtobufTest {
    private static final String V2 = """
            Document 1 swagger string, 2 info Info, 8 paths >2 map:PathItem, 9 definitions >1 map:Schema
            Info 1 title string, 2 version string
            PathItem 2 get Operation, 9 parameters *ParametersItem
            Operation 1 tags *string, 3 description string, 5 operationId string, 6 produces *string,\
             9 responses >1 map:ResponseValue, 10 schemes *string, 13 x map:any
            ResponseValue 1 . Response
            Response 1 description string, 2 schema >1 Schema
            ParametersItem 1 . Parameter
            Parameter 2 . NonBody
            NonBody 3 . Query, 4 . Path
            Query 1 required bool, 2 in string, 3 description string, 4 name string, 6 type string, 20 uniqueItems bool
            Path 1 required bool, 2 in string, 3 description string, 4 name string, 5 type string, 19 uniqueItems bool
            Schema 1 $ref string, 2 format string, 4 description string, 5 default any, 19 required *string,\
             21 additionalProperties >1 Schema, 22 type >1 string, 23 items >1 Schema, 25 properties >1 map:Schema,\
             31 x map:any
            """;

    private static final String V3 = """
            Document 1 openapi string, 2 info Info, 4 paths >1 map:PathItem, 5 components Components
            Info 1 title string, 6 version string
            Components 1 schemas >1 map:SchemaOrReference
            PathItem 4 get Operation, 13 parameters *ParameterOrReference
            Operation 1 tags *string, 3 description string, 5 operationId string,\
             8 responses >2 map:ResponseOrReference, 13 x map:any
            ResponseOrReference 1 . Response
            Response 1 description string, 3 content >1 map:MediaType
            MediaType 1 schema SchemaOrReference
            ParameterOrReference 1 . Parameter
            Parameter 1 name string, 2 in string, 3 description string, 4 required bool, 10 schema SchemaOrReference
            SchemaOrReference 1 . Schema, 2 . Reference
            Reference 1 $ref string
            Schema 20 uniqueItems bool, 23 required *string, 25 type string, 26 allOf *SchemaOrReference,\
             30 items >1 SchemaOrReference, 31 properties >1 map:SchemaOrReference,\
             32 additionalProperties >1 SchemaOrReference, 33 default Default, 34 description string,\
             35 format string, 36 x map:any
            Default 2 . bool, 3 . string
            """;

    @ParameterizedTest
    @CsvSource({
        "/openapi/v2, v2",
        "/openapi/v3/apis/metrics.k8s.io/v1, v3",
        "/openapi/v3/apis/metrics.k8s.io/v1beta1, v3"
    })
    void saysTheSameAsTheJsonDocument(String path, String spec) throws IOException {
        String mediaType = "application/com.github.proto-openapi.spec." + spec + ".v1.0+protobuf";
        ApiAnswer json = ask(path, "application/json");

        for (String accept : new String[] {mediaType, mediaType.replace(spec + ".", spec + "@"), mediaType + ",*/*"}) {
            ApiAnswer answer = ask(path, accept);

            assertThat(answer.status()).as(accept).isEqualTo(200);
            assertThat(answer.contentType()).isEqualTo(mediaType);
            assertThat(answer.headers())
                    .containsEntry("ETag", String.valueOf(json.headers().get("ETag")));
            JsonNode decoded = new Schema(spec.equals("v2") ? V2 : V3)
                    .read("Document", new ProtobufMessage(Requests.bytes(answer)));
            assertThat(decoded).isEqualTo(JsonTree.read(Requests.text(json)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi/v2", "/openapi/v3/apis/metrics.k8s.io/v1"})
    void refusesOtherFormsWithAStatus(String path) throws IOException {
        for (String accept : new String[] {"text/html", "application/xml", "application/vnd.kubernetes.protobuf"}) {
            ApiAnswer answer = ask(path, accept);

            assertThat(answer.status()).as(accept).isEqualTo(406);
            assertThat(Requests.bytes(answer)).isNotEmpty();
        }
        JsonNode status = JsonTree.read(Requests.text(ask(path, "text/html")));
        assertThat(status.path("kind").asText()).isEqualTo("Status");
        assertThat(status.path("reason").asText()).isEqualTo("NotAcceptable");
    }

    private static ApiAnswer ask(String path, String accept) {
        return Shop.api().answer(Requests.get(path, "accept", accept), Shop.view());
    }

    /** A message parser for a schema. */
    private static final class Schema {
        private final Map<String, Map<Integer, String[]>> messages = new HashMap<>();

        Schema(String text) {
            for (String line : text.split("\n", -1)) {
                int space = line.indexOf(' ');
                if (space > 0) {
                    Map<Integer, String[]> fields = new HashMap<>();
                    for (String field : line.substring(space + 1).split(", ", -1)) {
                        String[] parts = field.split(" ", 3);
                        fields.put(Integer.parseInt(parts[0]), parts);
                    }
                    messages.put(line.substring(0, space), fields);
                }
            }
        }

        JsonNode read(String name, ProtobufMessage message) throws IOException {
            Map<Integer, String[]> known = messages.getOrDefault(name, Map.of());
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (int number : message.numbers()) {
                String[] field = known.getOrDefault(number, new String[0]);
                assertThat(field).as("%s has a field %d", name, number).hasSize(3);
                JsonNode value = value(field[2], number, message);
                if (field[1].equals(".")) {
                    return value;
                }
                if (field[1].equals("x")) {
                    object.setAll((ObjectNode) value);
                } else {
                    object.set(field[1], value);
                }
            }
            return object;
        }

        private JsonNode value(String kind, int number, ProtobufMessage message) throws IOException {
            if (kind.startsWith(">")) {
                int inner = Integer.parseInt(kind.substring(1, kind.indexOf(' ')));
                return value(kind.substring(kind.indexOf(' ') + 1), inner, message.message(number));
            }
            if (kind.startsWith("map:")) {
                ObjectNode map = JsonNodeFactory.instance.objectNode();
                for (ProtobufMessage pair : message.messages(number)) {
                    map.set(pair.text(1), value(kind.substring(4), 2, pair));
                }
                return map;
            }
            if (kind.equals("*string")) {
                ArrayNode texts = JsonNodeFactory.instance.arrayNode();
                message.texts(number).forEach(texts::add);
                return texts;
            }
            if (kind.startsWith("*")) {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                for (ProtobufMessage element : message.messages(number)) {
                    array.add(read(kind.substring(1), element));
                }
                return array;
            }
            return switch (kind) {
                case "string" -> JsonNodeFactory.instance.textNode(message.text(number));
                case "bool" -> JsonNodeFactory.instance.booleanNode(message.number(number) == 1);
                case "any" -> JsonTree.read(message.message(number).text(2));
                default -> read(kind, message.message(number));
            };
        }
    }
}
