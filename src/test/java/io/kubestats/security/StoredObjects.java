package io.kubestats.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubestats.apiserver.ApiResponse;
import io.kubestats.apiserver.ApiServerRequest;
import io.kubestats.testing.FakeApiServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** A store of Secrets and APIServices with resource versions, like that of an API server. */
public final class StoredObjects {
    public static final String SECRETS = "/api/v1/namespaces/kube-system/secrets";
    public static final String SECRET = SECRETS + "/kubestats-serving-cert";
    public static final String API_SERVICES = "/apis/apiregistration.k8s.io/v1/apiservices/";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonNode> byPath = new TreeMap<>();
    private int version;
    private int writes;
    private Runnable beforeNextWrite = () -> {};

    /** Creates a store behind {@code apiServer}, initially with the empty Secret of deploy/kubestats.yaml. */
    public StoredObjects(FakeApiServer apiServer) {
        put(SECRET, manifestSecret());
        apiServer.answer("GET " + SECRETS, this::read);
        apiServer.answer("GET " + API_SERVICES, this::read);
        apiServer.answer("PUT " + SECRETS, this::replace);
        apiServer.answer("PATCH " + API_SERVICES, this::patch);
    }

    public JsonNode get(String path) {
        return byPath.getOrDefault(path, JSON.createObjectNode());
    }

    public void put(String path, JsonNode object) {
        ((ObjectNode) object).withObject("/metadata").put("resourceVersion", Integer.toString(++version));
        byPath.put(path, object);
    }

    public void remove(String path) {
        byPath.remove(path);
    }

    /** Records the last manager of the spec in the managed fields of an APIService. */
    public void changedBy(String apiService, String manager) {
        ObjectNode entry = ((ObjectNode) get(API_SERVICES + apiService))
                .withObject("/metadata")
                .putArray("managedFields")
                .addObject()
                .put("manager", manager)
                .put("time", "2026-12-01T00:00:00Z");
        entry.putObject("fieldsV1").putObject("f:spec");
    }

    public void apiService(String name, String service) {
        ObjectNode object = JSON.createObjectNode();
        object.putObject("spec").putObject("service").put("name", service).put("namespace", "kube-system");
        put(API_SERVICES + name, object);
    }

    public byte[] caBundle(String name) {
        return Base64.getDecoder()
                .decode(get(API_SERVICES + name).path("spec").path("caBundle").asText());
    }

    private ApiResponse read(ApiServerRequest request) {
        JsonNode found = byPath.get(request.pathAndQuery());
        return found == null ? new ApiResponse(404, "") : new ApiResponse(200, found.toString());
    }

    private ApiResponse replace(ApiServerRequest request) {
        Runnable first = beforeNextWrite;
        beforeNextWrite = () -> {};
        first.run();
        String path = request.pathAndQuery();
        JsonNode held = byPath.get(path);
        if (held == null) {
            return new ApiResponse(404, FakeApiServer.status(404, "not found"));
        }
        JsonNode sent = parse(request.body());
        if (!held.at("/metadata/resourceVersion").equals(sent.at("/metadata/resourceVersion"))) {
            return new ApiResponse(409, FakeApiServer.status(409, "conflict"));
        }
        writes++;
        put(path, sent);
        return new ApiResponse(200, sent.toString());
    }

    private ApiResponse patch(ApiServerRequest request) {
        ObjectNode spec = (ObjectNode) get(request.pathAndQuery()).path("spec");
        parse(request.body()).path("spec").forEachEntry((key, value) -> {
            if (value.isNull()) {
                spec.remove(key);
            } else {
                spec.set(key, value);
            }
        });
        return new ApiResponse(200, "{}");
    }

    private JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int writes() {
        return writes;
    }

    /** Runs {@code change} right before the next write, as a faster replica might. */
    public void beforeNextWrite(Runnable change) {
        beforeNextWrite = change;
    }

    /** Returns the Secret of deploy/kubestats.yaml. */
    public static ObjectNode manifestSecret() {
        ObjectNode secret = JSON.createObjectNode()
                .put("apiVersion", "v1")
                .put("kind", "Secret")
                .put("type", "Opaque");
        secret.putObject("metadata")
                .put("name", "kubestats-serving-cert")
                .put("namespace", "kube-system")
                .putObject("labels")
                .put("k8s-app", "kubestats");
        return secret;
    }
}
