package io.kubestats.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubestats.apiserver.ApiRequest;
import io.kubestats.apiserver.ApiResponse;
import io.kubestats.apiserver.ApiServer;
import io.kubestats.apiserver.ApiServerException;
import io.kubestats.apiserver.ApiStatusText;
import io.kubestats.config.CertificateConfig;
import io.kubestats.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** The Secret in which all replicas keep the one authority and certificate that they share. For one thread. */
final class ServingSecret {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int FORBIDDEN = 403;

    private final ApiServer apiServer;
    private final CertificateConfig config;

    ServingSecret(ApiServer apiServer, CertificateConfig config) {
        this.apiServer = apiServer;
        this.config = config;
    }

    /** What stands in the Secret; empty if there is none. */
    Optional<Held> read() throws ReviewException, InterruptedException {
        ApiResponse answer = send(ApiRequest.get(path(), DEADLINE));
        if (answer.status() == NOT_FOUND) {
            return Optional.empty();
        }
        if (!answer.isSuccess()) {
            throw problem("read", answer);
        }
        try {
            JsonNode secret = JsonTree.read(answer.body());
            JsonNode data = secret.path("data");
            return Optional.of(new Held(
                    secret.path("metadata").path("resourceVersion").asText(),
                    new ServingMaterial(
                            text(data, "ca.crt"), text(data, "ca.key"), text(data, "tls.crt"), text(data, "tls.key"))));
        } catch (JsonProcessingException e) {
            throw new ReviewException("Secret " + name() + " cannot be read: no JSON came");
        }
    }

    /** Whether it was created; if not, somebody else was first. */
    boolean create(ServingMaterial material) throws ReviewException, InterruptedException {
        return written("create", "POST", collection(), material, "");
    }

    /** Whether it was replaced; if not, somebody else was first. */
    boolean replace(Held before, ServingMaterial material) throws ReviewException, InterruptedException {
        return written("update", "PUT", path(), material, before.resourceVersion());
    }

    private boolean written(String verb, String method, String path, ServingMaterial material, String resourceVersion)
            throws ReviewException, InterruptedException {
        ObjectNode secret = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "v1")
                .put("kind", "Secret")
                .put("type", "Opaque");
        ObjectNode metadata = secret.putObject("metadata").put("name", config.secret());
        metadata.put("namespace", config.namespace()).putObject("labels").put("k8s-app", "kubestats");
        if (!resourceVersion.isEmpty()) {
            metadata.put("resourceVersion", resourceVersion);
        }
        secret.putObject("data")
                .put("ca.crt", base64(material.authorities()))
                .put("ca.key", base64(material.authorityKey()))
                .put("tls.crt", base64(material.certificate()))
                .put("tls.key", base64(material.key()));
        ApiResponse answer = send(ApiRequest.json(method, path, JsonTree.text(secret), DEADLINE));
        if (answer.status() == CONFLICT || (method.equals("PUT") && answer.status() == NOT_FOUND)) {
            return false;
        }
        if (!answer.isSuccess()) {
            throw problem(verb, answer);
        }
        return true;
    }

    private ApiResponse send(ApiRequest request) throws ReviewException, InterruptedException {
        try {
            return apiServer.send(request);
        } catch (ApiServerException e) {
            throw new ReviewException(String.valueOf(e.getMessage()));
        }
    }

    private ReviewException problem(String verb, ApiResponse answer) {
        return new ReviewException("cannot " + verb + " Secret " + name() + ": "
                + ApiStatusText.of(answer.status(), answer.body())
                + (answer.status() == FORBIDDEN
                        ? "; our service account needs the Role kubestats of deploy/kubestats.yaml in that namespace"
                        : ""));
    }

    private String name() {
        return config.namespace() + "/" + config.secret();
    }

    private String collection() {
        return "/api/v1/namespaces/" + config.namespace() + "/secrets";
    }

    private String path() {
        return collection() + "/" + config.secret();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(JsonNode data, String key) {
        try {
            return new String(Base64.getDecoder().decode(data.path(key).asText()), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException noBase64) {
            return "";
        }
    }

    /** What stands there, and since which version. */
    record Held(String resourceVersion, ServingMaterial material) {}
}
