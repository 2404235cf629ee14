package io.kubestats.metricsapi.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubestats.json.JsonTree;
import io.kubestats.metricsapi.format.ApiVersion;
import io.kubestats.metricsapi.format.StaticDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * OpenAPI documents of the paths and types of the group, for {@code kubectl explain} and for the aggregation layer. The
 * types are in the resource {@code schemas.json}, in OpenAPI 3.
 */
final class OpenApiDocuments {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private OpenApiDocuments() {}

    /** Returns {@code /openapi/v3}: one document per version; the remaining paths are served by others. */
    static StaticDocument index() {
        ObjectNode index = NODES.objectNode();
        ObjectNode paths = index.putObject("paths");
        for (ApiVersion version : ApiVersion.values()) {
            String key = "apis/" + version.groupVersion();
            String address = "/openapi/v3/" + key + "?hash=" + v3(version).hash();
            paths.putObject(key).put("serverRelativeURL", address);
        }
        return StaticDocument.of(JsonTree.text(index));
    }

    /** Returns the OpenAPI 3 document of one version. */
    static StaticDocument v3(ApiVersion version) {
        ObjectNode document = NODES.objectNode().put("openapi", "3.0.0");
        info(document);
        OpenApiPaths.add(document.putObject("paths"), version, new OpenApiPaths.V3());
        document.putObject("components").set("schemas", schemas(version));
        return StaticDocument.of(JsonTree.text(document));
    }

    /** Returns {@code /openapi/v2}: Swagger of all versions. */
    static StaticDocument v2() {
        ObjectNode document = NODES.objectNode().put("swagger", "2.0");
        info(document);
        ObjectNode paths = document.putObject("paths");
        ObjectNode definitions = document.putObject("definitions");
        for (ApiVersion version : ApiVersion.values()) {
            OpenApiPaths.add(paths, version, new OpenApiPaths.V2());
            schemas(version).properties().forEach(schema -> {
                unwrap(schema.getValue());
                definitions.set(schema.getKey(), schema.getValue());
            });
        }
        return StaticDocument.of(JsonTree.text(document).replace("#/components/schemas/", "#/definitions/"));
    }

    private static void info(ObjectNode document) {
        document.putObject("info").put("title", "Kubestats").put("version", ApiVersion.PREFERRED.text());
    }

    /** Unwraps references: one beside a description is wrapped in OpenAPI 3, but not in Swagger. */
    private static void unwrap(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("allOf")) {
            object.set("$ref", object.get("allOf").get(0).get("$ref"));
            object.remove("allOf");
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(OpenApiDocuments::unwrap);
        }
    }

    private static ObjectNode schemas(ApiVersion version) {
        try (InputStream in = OpenApiDocuments.class.getResourceAsStream("schemas.json")) {
            if (in == null) {
                throw new IllegalStateException("schemas.json is not on the class path");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return (ObjectNode) JsonTree.read(text.replace("${version}", version.text()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
