package io.kubestats.metricsapi.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubestats.metricsapi.format.ApiResource;
import io.kubestats.metricsapi.format.ApiVersion;
import io.kubestats.metricsapi.format.BodyEncoding;
import java.util.List;
import java.util.Locale;

/** The paths of one version in OpenAPI. */
final class OpenApiPaths {
    private static final Parameter NAMESPACE = new Parameter("namespace", "path", "string", "The pods' namespace.");
    private static final Parameter PRETTY =
            new Parameter("pretty", "query", "string", "If true, the output is pretty-printed.");
    private static final List<Parameter> LIST = List.of(
            new Parameter("continue", "query", "string", "Continue token of the previous page."),
            new Parameter(
                    "fieldSelector",
                    "query",
                    "string",
                    "Terms on metadata.name and metadata.namespace; of pods also on spec.nodeName and status.phase."),
            new Parameter("labelSelector", "query", "string", "Requirements on labels, as for kubectl -l."),
            new Parameter("limit", "query", "integer", "Maximum number of objects to return; 0 returns all."),
            PRETTY,
            new Parameter("timeoutSeconds", "query", "integer", "Accepted; answers are made at once."));

    /** A parameter of a path or of its query. */
    private record Parameter(String name, String in, String type, String description) {}

    /** The differences between Swagger and OpenAPI 3. */
    sealed interface Dialect {
        /** Adds a parameter's type. */
        void type(ObjectNode parameter, String type);

        /** Adds the response of an operation. */
        void answer(ObjectNode operation, String schema);
    }

    /** Swagger 2. */
    record V2() implements Dialect {
        @Override
        public void type(ObjectNode parameter, String type) {
            parameter.put("type", type).put("uniqueItems", true);
        }

        @Override
        public void answer(ObjectNode operation, String schema) {
            ArrayNode produces = operation.putArray("produces");
            mediaTypes().forEach(produces::add);
            operation.putArray("schemes").add("https");
            ObjectNode ok = operation.putObject("responses").putObject("200").put("description", "OK");
            ok.putObject("schema").put("$ref", "#/definitions/" + schema);
        }
    }

    /** OpenAPI 3. */
    record V3() implements Dialect {
        @Override
        public void type(ObjectNode parameter, String type) {
            parameter.putObject("schema").put("type", type).put("uniqueItems", true);
        }

        @Override
        public void answer(ObjectNode operation, String schema) {
            ObjectNode ok = operation.putObject("responses").putObject("200").put("description", "OK");
            ObjectNode content = ok.putObject("content");
            for (String mediaType : mediaTypes()) {
                content.putObject(mediaType).putObject("schema").put("$ref", "#/components/schemas/" + schema);
            }
        }
    }

    private final ObjectNode paths;
    private final ApiVersion version;
    private final Dialect dialect;

    private OpenApiPaths(ObjectNode paths, ApiVersion version, Dialect dialect) {
        this.paths = paths;
        this.version = version;
        this.dialect = dialect;
    }

    /** Adds the paths of {@code version} to {@code paths}. */
    static void add(ObjectNode paths, ApiVersion version, Dialect dialect) {
        OpenApiPaths all = new OpenApiPaths(paths, version, dialect);
        all.discovery();
        all.list(ApiResource.PODS, "/namespaces/{namespace}/pods", List.of(NAMESPACE));
        all.get(ApiResource.PODS, "/namespaces/{namespace}/pods/{name}", List.of(NAMESPACE));
        all.list(ApiResource.NODES, "/nodes", List.of());
        all.get(ApiResource.NODES, "/nodes/{name}", List.of());
        all.list(ApiResource.PODS, "/pods", List.of());
    }

    private void discovery() {
        ObjectNode path = paths.putObject("/apis/" + version.groupVersion() + "/");
        ObjectNode operation = path.putObject("get");
        describe(operation, "get available resources", "get" + title() + "APIResources");
        dialect.answer(operation, "io.k8s.apimachinery.pkg.apis.meta.v1.APIResourceList");
    }

    private void list(ApiResource resource, String suffix, List<Parameter> ofPath) {
        ObjectNode path = paths.putObject("/apis/" + version.groupVersion() + suffix);
        ObjectNode operation = path.putObject("get");
        String scope = ofPath.isEmpty() ? resource.namespaced() ? "ForAllNamespaces" : "" : "Namespaced";
        String id = ofPath.isEmpty()
                ? "list" + title() + resource.kind() + scope
                : "list" + title() + scope + resource.kind();
        describe(operation, "list objects of kind " + resource.kind(), id);
        dialect.answer(operation, schema(resource.listKind()));
        mark(operation, "list", resource);
        ArrayNode parameters = path.putArray("parameters");
        ofPath.forEach(parameter -> add(parameters, parameter));
        LIST.forEach(parameter -> add(parameters, parameter));
    }

    private void get(ApiResource resource, String suffix, List<Parameter> ofPath) {
        ObjectNode path = paths.putObject("/apis/" + version.groupVersion() + suffix);
        ObjectNode operation = path.putObject("get");
        String scope = ofPath.isEmpty() ? "" : "Namespaced";
        describe(operation, "read the specified " + resource.kind(), "read" + title() + scope + resource.kind());
        dialect.answer(operation, schema(resource.kind()));
        mark(operation, "get", resource);
        ArrayNode parameters = path.putArray("parameters");
        add(parameters, new Parameter("name", "path", "string", "The name of the " + resource.kind() + "."));
        ofPath.forEach(parameter -> add(parameters, parameter));
        add(parameters, PRETTY);
    }

    private void describe(ObjectNode operation, String description, String id) {
        operation.put("description", description).put("operationId", id);
        operation.putArray("tags").add("metrics_" + version.text());
    }

    private void mark(ObjectNode operation, String action, ApiResource resource) {
        operation.put("x-kubernetes-action", action);
        operation
                .putObject("x-kubernetes-group-version-kind")
                .put("group", ApiVersion.GROUP)
                .put("kind", resource.kind())
                .put("version", version.text());
    }

    private void add(ArrayNode parameters, Parameter parameter) {
        ObjectNode node = parameters
                .addObject()
                .put("name", parameter.name)
                .put("in", parameter.in)
                .put("description", parameter.description);
        if (parameter.in.equals("path")) {
            node.put("required", true);
        }
        dialect.type(node, parameter.type);
    }

    private String schema(String kind) {
        return "io.k8s.metrics.pkg.apis.metrics." + version.text() + "." + kind;
    }

    private String title() {
        String text = version.text();
        return "Metrics" + text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static List<String> mediaTypes() {
        return List.of(BodyEncoding.JSON.mediaType(), BodyEncoding.PROTOBUF.mediaType(), BodyEncoding.YAML.mediaType());
    }
}
