package io.kubestats.security.serving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubestats.apiserver.ApiResponse;
import io.kubestats.apiserver.ApiServer;
import io.kubestats.apiserver.ApiServerException;
import io.kubestats.apiserver.ApiServerRequest;
import io.kubestats.apiserver.ApiStatusText;
import io.kubestats.config.CertificateConfig;
import io.kubestats.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * Client of the Secret in which all replicas keep the authority and certificate that they share. It reads and replaces
 * one Secret by name and never creates one: the right to create Secrets in a namespace includes the right to mint a
 * token of any service account there. The manifests bring the Secret, empty. Not thread-safe.
 */
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

    /** Returns the content of the Secret; empty if there is no such Secret. */
    Optional<Held> read() throws ServingSecretException, InterruptedException {
        ApiResponse answer = send(ApiServerRequest.get(path(), DEADLINE));
        if (answer.status() == NOT_FOUND) {
            return Optional.empty();
        }
        if (!answer.isSuccess()) {
            throw problem("read", answer);
        }
        try {
            if (JsonTree.read(answer.body()) instanceof ObjectNode secret) {
                return Optional.of(new Held(secret));
            }
        } catch (JsonProcessingException e) {
            // Reported like any other body that is no object.
        }
        throw new ServingSecretException("Secret " + name() + " cannot be read: the answer is no JSON object");
    }

    /**
     * Replaces the four entries that are ours and keeps everything else of the object, such as the labels and
     * annotations by which Helm and kubectl recognise it.
     *
     * @return whether the Secret was written; if not, it has changed or vanished since {@code before} was read
     */
    boolean replace(Held before, ServingMaterial material) throws ServingSecretException, InterruptedException {
        ObjectNode secret = before.object().deepCopy();
        ObjectNode data = secret.get("data") instanceof ObjectNode present ? present : secret.putObject("data");
        data.put("ca.crt", base64(material.authorities()))
                .put("ca.key", base64(material.authorityKey()))
                .put("tls.crt", base64(material.certificate()))
                .put("tls.key", base64(material.key()));
        ApiResponse answer = send(ApiServerRequest.json("PUT", path(), JsonTree.text(secret), DEADLINE));
        if (answer.status() == CONFLICT || answer.status() == NOT_FOUND) {
            return false;
        }
        if (!answer.isSuccess()) {
            throw problem("update", answer);
        }
        return true;
    }

    /** Describes the absence of the Secret and its remedy. */
    ServingSecretException missing() {
        return new ServingSecretException(
                "Secret " + name() + " does not exist, so replicas cannot share a certificate and"
                        + " caBundle cannot be renewed; create it empty, and it is filled within seconds: kubectl -n "
                        + config.namespace() + " create secret generic " + config.secret());
    }

    private ApiResponse send(ApiServerRequest request) throws ServingSecretException, InterruptedException {
        try {
            return apiServer.send(request);
        } catch (ApiServerException e) {
            throw new ServingSecretException(String.valueOf(e.getMessage()));
        }
    }

    private ServingSecretException problem(String verb, ApiResponse answer) {
        return new ServingSecretException("cannot " + verb + " Secret " + name() + ": "
                + ApiStatusText.of(answer.status(), answer.body())
                + (answer.status() == FORBIDDEN
                        ? "; our service account needs the Role kubestats of deploy/kubestats.yaml in that namespace"
                        : ""));
    }

    private String name() {
        return config.namespace() + "/" + config.secret();
    }

    private String path() {
        return "/api/v1/namespaces/" + config.namespace() + "/secrets/" + config.secret();
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

    /** The Secret as it was read, with its resource version. */
    record Held(ObjectNode object) {
        /** Returns the four entries, each empty where it is absent. */
        ServingMaterial material() {
            JsonNode data = object.path("data");
            return new ServingMaterial(
                    text(data, "ca.crt"), text(data, "ca.key"), text(data, "tls.crt"), text(data, "tls.key"));
        }

        /** Returns whether the Secret holds none of the four entries, as the manifests create it. */
        boolean isEmpty() {
            return material().equals(new ServingMaterial("", "", "", ""));
        }
    }
}
