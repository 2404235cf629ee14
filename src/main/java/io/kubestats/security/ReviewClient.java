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

    /** An empty JSON object. */
    ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * The status of a review.
     *
     * @param path of the collection of such reviews
     * @param group and version, such as {@code authorization.k8s.io/v1}
     * @param right that is needed, for the message where it lacks
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

    /** A kept connection may have been closed by the other side just then; nothing is lost by asking again. */
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
