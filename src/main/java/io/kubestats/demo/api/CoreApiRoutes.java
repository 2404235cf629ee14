package io.kubestats.demo.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kubestats.cluster.NamespaceMeta;
import io.kubestats.demo.cluster.SimulatedCluster;
import io.kubestats.demo.cluster.SimulatedNode;
import io.kubestats.http.RouteGroup;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The few paths of the core API that kubectl calls before the metrics: discovery, and get and list of nodes, pods and
 * namespaces of a {@link SimulatedCluster}, as objects and as Tables. Read-only, and only for the demo: in a real
 * cluster the API server serves them.
 */
public final class CoreApiRoutes implements RouteGroup {
    static final String JSON = "application/json";
    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int NOT_FOUND = 404;
    private static final int BAD_REQUEST = 400;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final CoreResource<SimulatedNode> nodes;
    private final CoreResource<PodResource.PlacedPod> pods;
    private final CoreResource<NamespaceMeta> namespaces;
    private final Function<String, Predicate<Map<String, String>>> labelSelectors;

    /**
     * Creates routes to {@code cluster}.
     *
     * @param labelSelectors parser of label selectors; throws {@link IllegalArgumentException} for a malformed one
     */
    public CoreApiRoutes(SimulatedCluster cluster, Function<String, Predicate<Map<String, String>>> labelSelectors) {
        this.nodes = new NodeResource(cluster);
        this.pods = new PodResource(cluster);
        this.namespaces = new NamespaceResource(cluster);
        this.labelSelectors = requireNonNull(labelSelectors, "labelSelectors");
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api", this::versions);
        routes.get("/api/v1", this::resources);
        routes.get("/api/v1/nodes", context -> list(context, nodes, ""));
        routes.get("/api/v1/nodes/{name}", context -> get(context, nodes, ""));
        routes.get("/api/v1/pods", context -> list(context, pods, ""));
        routes.get("/api/v1/namespaces", context -> list(context, namespaces, ""));
        routes.get("/api/v1/namespaces/{name}", context -> get(context, namespaces, ""));
        routes.get(
                "/api/v1/namespaces/{namespace}/pods", context -> list(context, pods, context.pathParam("namespace")));
        routes.get(
                "/api/v1/namespaces/{namespace}/pods/{name}",
                context -> get(context, pods, context.pathParam("namespace")));
        routes.get("/api/v1/<rest>", CoreApiRoutes::unknown);
    }

    @Override
    public List<String> paths() {
        return List.of("/api", "/api/v1");
    }

    private void versions(Context context) throws IOException {
        if (accepts(context, "as=APIGroupDiscoveryList") && accepts(context, "v=v2,")) {
            send(context, AGGREGATED, CoreDiscovery.aggregated(all()));
        } else {
            send(context, JSON, CoreDiscovery.versions());
        }
    }

    private void resources(Context context) throws IOException {
        send(context, JSON, CoreDiscovery.resources(all()));
    }

    private List<CoreResource<?>> all() {
        return List.of(namespaces, nodes, pods);
    }

    private <T> void get(Context context, CoreResource<T> resource, String namespace) throws IOException {
        String name = context.pathParam("name");
        Optional<T> found = resource.all().stream()
                .filter(item -> resource.name(item).equals(name)
                        && resource.namespace(item).equals(namespace))
                .findFirst();
        if (found.isEmpty()) {
            ObjectNode status = status(NOT_FOUND, "NotFound", "%s \"%s\" not found".formatted(resource.plural(), name));
            status.putObject("details").put("name", name).put("kind", resource.plural());
            refuse(context, status);
        } else if (asTable(context)) {
            table(context, resource, List.of(found.get()));
        } else {
            send(context, JSON, whole(resource, found.get()));
        }
    }

    private <T> void list(Context context, CoreResource<T> resource, String namespace) throws IOException {
        if (isTrue(query(context, "watch"))) {
            refuse(context, status(METHOD_NOT_ALLOWED, "MethodNotAllowed", "the demo's objects cannot be watched"));
            return;
        }
        List<T> items;
        try {
            ListQuery<T> query = new ListQuery<>(
                    resource,
                    namespace,
                    labelSelectors.apply(query(context, "labelSelector")),
                    query(context, "fieldSelector"));
            items = resource.all().stream().filter(query::matches).toList();
        } catch (IllegalArgumentException e) {
            refuse(context, status(BAD_REQUEST, "BadRequest", String.valueOf(e.getMessage())));
            return;
        }
        if (asTable(context)) {
            table(context, resource, items);
        } else {
            objects(context, resource, items);
        }
    }

    private static <T> void objects(Context context, CoreResource<T> resource, List<T> items) throws IOException {
        context.contentType(JSON);
        try (JsonGenerator json = MAPPER.createGenerator(context.outputStream())) {
            json.writeStartObject();
            head(json, resource.kind() + "List", "v1");
            json.writeArrayFieldStart("items");
            for (T item : items) {
                json.writeTree(resource.object(item));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static <T> void table(Context context, CoreResource<T> resource, List<T> items) throws IOException {
        context.contentType(JSON);
        String include = query(context, "includeObject");
        try (JsonGenerator json = MAPPER.createGenerator(context.outputStream())) {
            json.writeStartObject();
            head(json, "Table", "meta.k8s.io/v1");
            json.writeArrayFieldStart("columnDefinitions");
            for (CoreResource.Column column : resource.columns()) {
                json.writeTree(MAPPER.createObjectNode()
                        .put("name", column.name())
                        .put("type", "string")
                        .put("format", column.name().equals("Name") ? "name" : "")
                        .put("description", "")
                        .put("priority", column.wide() ? 1 : 0));
            }
            json.writeEndArray();
            json.writeArrayFieldStart("rows");
            for (T item : items) {
                json.writeTree(row(resource, item, include));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void head(JsonGenerator json, String kind, String apiVersion) throws IOException {
        json.writeStringField("kind", kind);
        json.writeStringField("apiVersion", apiVersion);
        json.writeObjectFieldStart("metadata");
        json.writeStringField("resourceVersion", "1");
        json.writeEndObject();
    }

    private static <T> ObjectNode row(CoreResource<T> resource, T item, String include) {
        ObjectNode row = MAPPER.createObjectNode();
        ArrayNode cells = row.putArray("cells");
        resource.cells(item, cells);
        switch (include) {
            case "None" -> row.putNull("object");
            case "Object" -> row.set("object", whole(resource, item));
            default -> {
                ObjectNode object = row.putObject("object");
                object.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
                object.set("metadata", resource.metadata(item));
            }
        }
        return row;
    }

    private static <T> ObjectNode whole(CoreResource<T> resource, T item) {
        ObjectNode object = MAPPER.createObjectNode();
        object.put("kind", resource.kind()).put("apiVersion", "v1");
        object.setAll(resource.object(item));
        return object;
    }

    private static void unknown(Context context) throws IOException {
        ObjectNode status = status(NOT_FOUND, "NotFound", "the server could not find the requested resource");
        status.putObject("details");
        refuse(context, status);
    }

    static ObjectNode status(int code, String reason, String message) {
        ObjectNode status = MAPPER.createObjectNode();
        status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
        return status.put("status", "Failure")
                .put("message", message)
                .put("reason", reason)
                .put("code", code);
    }

    static void refuse(Context context, ObjectNode status) throws IOException {
        context.status(status.get("code").asInt());
        send(context, JSON, status);
    }

    static void send(Context context, String contentType, ObjectNode body) throws IOException {
        context.contentType(contentType).result(MAPPER.writeValueAsBytes(body));
    }

    private static boolean asTable(Context context) {
        return accepts(context, "as=Table");
    }

    private static boolean accepts(Context context, String part) {
        String accept = context.header("Accept");
        return accept != null && (accept.replace(" ", "").replace(';', ',') + ",").contains(part);
    }

    private static boolean isTrue(String value) {
        return value.equals("true") || value.equals("1");
    }

    private static String query(Context context, String name) {
        String value = context.queryParam(name);
        return value == null ? "" : value;
    }
}
