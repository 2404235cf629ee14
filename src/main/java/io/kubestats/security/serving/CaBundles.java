package io.kubestats.security.serving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;

/**
 * Keeps the {@code caBundle} of our APIServices equal to our authority, so that the API server verifies us. An
 * APIService that leads to another server, or whose bundle cert-manager keeps, is left alone. Not thread-safe.
 *
 * <p>The API server accepts {@code insecureSkipTLSVerify: true}, which metrics-server's manifest has, or a bundle, but
 * never both, so one patch sets the bundle and removes the field. A field manager that undoes it, such as a GitOps
 * tool, is named in the log at the first, second, fourth, eighth … time.
 */
final class CaBundles {
    static final List<String> API_SERVICES = List.of("v1beta1.metrics.k8s.io", "v1.metrics.k8s.io");
    static final String PATH = "/apis/apiregistration.k8s.io/v1/apiservices/";

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int NOT_FOUND = 404;
    private static final int FORBIDDEN = 403;

    private final ApiServer apiServer;
    private final CertificateConfig config;
    private final Logger log;
    private final Map<String, String> problems = new HashMap<>();
    private final Map<String, Written> written = new HashMap<>();

    CaBundles(ApiServer apiServer, CertificateConfig config, Logger log) {
        this.apiServer = apiServer;
        this.config = config;
        this.log = log;
    }

    /** Sets the bundle of each of our APIServices to {@code bundle}, a PEM text. */
    void keep(String bundle) throws InterruptedException {
        String encoded = Base64.getEncoder().encodeToString(bundle.getBytes(StandardCharsets.ISO_8859_1));
        for (String name : API_SERVICES) {
            String problem = keep(name, encoded);
            if (!problem.equals(problems.put(name, problem)) && !problem.isEmpty()) {
                log.atWarn()
                        .addKeyValue("apiservice", name)
                        .addKeyValue("cause", '"' + problem + '"')
                        .log("caBundle cannot be kept");
            }
        }
    }

    /** Sets one bundle, and returns the problem, or an empty string. */
    private String keep(String name, String bundle) throws InterruptedException {
        try {
            ApiResponse answer = apiServer.send(ApiServerRequest.get(PATH + name, DEADLINE));
            if (answer.status() == NOT_FOUND) {
                return "";
            }
            if (!answer.isSuccess()) {
                return refused(answer);
            }
            JsonNode object = JsonTree.read(answer.body());
            if (!isOurs(object) || isAsItShouldBe(object, bundle)) {
                return "";
            }
            ObjectNode patch = JsonNodeFactory.instance.objectNode();
            patch.putObject("spec").put("caBundle", bundle).putNull("insecureSkipTLSVerify");
            ApiResponse patched = apiServer.send(new ApiServerRequest(
                    "PATCH",
                    PATH + name,
                    "application/json",
                    "application/merge-patch+json",
                    JsonTree.text(patch),
                    DEADLINE));
            if (!patched.isSuccess()) {
                return refused(patched);
            }
            logWrite(name, bundle, object);
            return "";
        } catch (ApiServerException e) {
            return String.valueOf(e.getMessage());
        } catch (JsonProcessingException e) {
            return "the API server's answer is no JSON";
        }
    }

    private void logWrite(String name, String bundle, JsonNode before) {
        Written last = written.get(name);
        int undone = last != null && last.bundle().equals(bundle) ? last.undone() + 1 : 0;
        written.put(name, new Written(bundle, undone));
        if (undone == 0) {
            log.atInfo().addKeyValue("apiservice", name).log("caBundle set: the API server verifies our certificate");
        } else if (Integer.bitCount(undone) == 1) {
            log.atWarn()
                    .addKeyValue("apiservice", name)
                    .addKeyValue("undone", undone)
                    .addKeyValue("by", '"' + lastManager(before) + '"')
                    .log("caBundle set again, because something else changes it; remove insecureSkipTLSVerify"
                            + " and caBundle from its manifest");
        }
    }

    /** Returns the field manager of the last change to the spec, which is the name of a tool; empty if unknown. */
    private static String lastManager(JsonNode object) {
        String manager = "";
        String latest = "";
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            String time = entry.path("time").asText();
            if (entry.path("fieldsV1").has("f:spec") && time.compareTo(latest) >= 0) {
                latest = time;
                manager = entry.path("manager").asText();
            }
        }
        return manager;
    }

    private boolean isOurs(JsonNode object) {
        JsonNode service = object.path("spec").path("service");
        boolean injected = object.path("metadata").path("annotations").has("cert-manager.io/inject-ca-from")
                || object.path("metadata").path("annotations").has("cert-manager.io/inject-ca-from-secret");
        return !injected
                && service.path("namespace").asText().equals(config.namespace())
                && config.services().contains(service.path("name").asText());
    }

    private static boolean isAsItShouldBe(JsonNode object, String bundle) {
        JsonNode spec = object.path("spec");
        return spec.path("caBundle").asText().equals(bundle)
                && !spec.path("insecureSkipTLSVerify").asBoolean();
    }

    private static String refused(ApiResponse answer) {
        return ApiStatusText.of(answer.status(), answer.body())
                + (answer.status() == FORBIDDEN
                        ? "; our service account needs get and patch of these apiservices (ClusterRole kubestats in"
                                + " deploy/kubestats.yaml), or give the APIService our authority yourself"
                        : "");
    }

    /** A bundle that was set, and the number of times it had to be set again. */
    private record Written(String bundle, int undone) {}
}
