package io.kubestats.security;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.kubestats.apiserver.ApiResponse;
import io.kubestats.apiserver.ApiServer;
import io.kubestats.apiserver.ApiServerException;
import io.kubestats.apiserver.ApiServerRequest;
import io.kubestats.apiserver.ApiStatusText;
import io.kubestats.health.HealthCheck;
import io.kubestats.json.JsonTree;
import io.kubestats.security.serving.AggregationAdvice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authorities of callers, from the ConfigMap {@code extension-apiserver-authentication} of the API server: the
 * front proxy's and those of clients. It is polled; an unreadable or invalid ConfigMap changes
 * nothing. As a readiness check it passes once the ConfigMap has been read. Thread-safe.
 */
final class ClusterAuthentication implements HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterAuthentication.class);
    /** Served from the API server's cache, since it rarely changes; without the query each poll would read etcd. */
    private static final String PATH =
            "/api/v1/namespaces/kube-system/configmaps/extension-apiserver-authentication" + "?resourceVersion=0";

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int NOT_FOUND = 404;
    private static final int FORBIDDEN = 403;

    private final ApiServer apiServer;
    private final boolean tolerant;
    private volatile FrontProxy frontProxy = FrontProxy.NONE;
    private volatile TrustedAuthorities clients = TrustedAuthorities.none();
    private volatile boolean read;
    private volatile String problem = "has not been read yet";

    /**
     * Creates an instance without authorities until its first {@link #poll}.
     *
     * @param tolerant whether the check passes without it
     */
    ClusterAuthentication(ApiServer apiServer, boolean tolerant) {
        this.apiServer = requireNonNull(apiServer, "apiServer");
        this.tolerant = tolerant;
    }

    FrontProxy frontProxy() {
        return frontProxy;
    }

    TrustedAuthorities clients() {
        return clients;
    }

    /** Reads the ConfigMap now. */
    void poll() throws InterruptedException {
        String found = problemOfReading();
        if (!found.equals(problem)) {
            problem = found;
            if (!found.isEmpty()) {
                LOG.atWarn()
                        .addKeyValue("cause", '"' + found + '"')
                        .log("client authentication configuration is invalid; keeping the last valid one");
            }
        }
    }

    @Override
    public String name() {
        return "authentication-synced";
    }

    @Override
    public Result check() {
        if (problem.isEmpty()) {
            return new Result.Ok();
        }
        String remark = "ConfigMap kube-system/extension-apiserver-authentication " + problem;
        return read || tolerant ? new Result.Warned(remark) : new Result.Failed(remark);
    }

    /** Returns the problem with the ConfigMap, or an empty string. */
    private String problemOfReading() throws InterruptedException {
        ApiResponse answer;
        try {
            answer = apiServer.send(ApiServerRequest.get(PATH, DEADLINE));
        } catch (ApiServerException e) {
            return "cannot be read: " + e.getMessage();
        }
        if (answer.status() == NOT_FOUND) {
            read = true;
            return frontProxy.authorities().isEmpty() && clients.isEmpty()
                    ? "does not exist: only bearer tokens are accepted; " + flags()
                    : "no longer exists: its last content stays in effect; the API server recreates it automatically,"
                            + " or when it is started";
        }
        if (!answer.isSuccess()) {
            return "cannot be read: " + ApiStatusText.of(answer.status(), answer.body())
                    + (answer.status() == FORBIDDEN
                            ? "; bind our service account to the Role extension-apiserver-authentication-reader in the"
                                    + " namespace kube-system"
                            : "");
        }
        try {
            return take(JsonTree.read(answer.body()).path("data"));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return "is invalid: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
    }

    /** Applies all of it or nothing. A missing bundle leaves the last one in place, as in Kubernetes' own servers. */
    private String take(JsonNode data) throws JsonProcessingException {
        TrustedAuthorities newClients = authorities(data, "client-ca-file", clients);
        FrontProxy newProxy = new FrontProxy(
                authorities(data, "requestheader-client-ca-file", frontProxy.authorities()),
                list(data, "requestheader-allowed-names"),
                list(data, "requestheader-username-headers"),
                list(data, "requestheader-group-headers"),
                list(data, "requestheader-extra-headers-prefix"),
                list(data, "requestheader-uid-headers"));
        if (read && !(newProxy.equals(frontProxy) && newClients.equals(clients))) {
            LOG.atInfo().log("client authentication configuration changed and was applied");
        }
        clients = newClients;
        frontProxy = newProxy;
        read = true;
        return newProxy.authorities().isEmpty() || newProxy.usernameHeaders().isEmpty()
                ? "names no front proxy: requests through the API server get 401; " + flags()
                : "";
    }

    private static String flags() {
        return "start kube-apiserver with " + AggregationAdvice.FRONT_PROXY_FLAGS;
    }

    private static TrustedAuthorities authorities(JsonNode data, String key, TrustedAuthorities before) {
        String pem = data.path(key).asText();
        try {
            return pem.isBlank() ? before : before.next(pem);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + " " + e.getMessage(), e);
        }
    }

    private static List<String> list(JsonNode data, String key) throws JsonProcessingException {
        String text = data.path(key).asText();
        List<String> values = new ArrayList<>();
        if (!text.isBlank()) {
            JsonNode array = JsonTree.read(text);
            if (!array.isArray()) {
                throw new IllegalArgumentException(key + " is not a JSON array");
            }
            array.forEach(value -> values.add(value.asText()));
        }
        return values;
    }
}
