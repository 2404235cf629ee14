package io.kubestats.security;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubestats.apiserver.ApiResponse;
import io.kubestats.apiserver.ApiServer;
import io.kubestats.apiserver.ApiServerException;
import io.kubestats.apiserver.ApiServerException.Reason;
import io.kubestats.apiserver.ApiServerRequest;
import io.kubestats.apiserver.ApiStatusText;
import io.kubestats.json.JsonTree;
import java.time.Duration;

/** A client that creates reviews at the API server and reads their status. Thread-safe. */
final class ReviewClient {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final ApiServer apiServer;

    ReviewClient(ApiServer apiServer) {
        this.apiServer = requireNonNull(apiServer, "apiServer");
    }

    /** Returns an empty JSON object. */
    ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * Creates a review and returns its status.
     *
     * @param path path of the collection of such reviews
     * @param group group and version, such as {@code authorization.k8s.io/v1}
     * @param right the necessary permission, for the message if it is missing
     */
    JsonNode status(String path, String group, String kind, ObjectNode spec, String right)
            throws ReviewException, InterruptedException {
        ObjectNode review = object().put("apiVersion", group).put("kind", kind);
        review.set("spec", spec);
        ApiResponse answer = send(ApiServerRequest.json("POST", path, JsonTree.text(review), DEADLINE));
        if (!answer.isSuccess()) {
            throw new ReviewException(kind + ": " + ApiStatusText.of(answer.status(), answer.body())
                    + (answer.status() == 403 ? "; our service account needs " + right : ""));
        }
        try {
            return JsonTree.read(answer.body()).path("status");
        } catch (JsonProcessingException e) {
            throw new ReviewException(kind + ": the API server's answer is no JSON");
        }
    }

    /** Retries once, because the server may just have closed an idle connection; repeating a review is harmless. */
    private ApiResponse send(ApiServerRequest request) throws ReviewException, InterruptedException {
        try {
            return apiServer.send(request);
        } catch (ApiServerException first) {
            if (first.reason() != Reason.BROKEN) {
                throw new ReviewException(String.valueOf(first.getMessage()));
            }
        }
        try {
            return apiServer.send(request);
        } catch (ApiServerException again) {
            throw new ReviewException(String.valueOf(again.getMessage()));
        }
    }
}
