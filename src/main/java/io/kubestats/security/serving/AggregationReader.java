package io.kubestats.security.serving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.kubestats.apiserver.ApiResponse;
import io.kubestats.json.JsonTree;
import io.kubestats.security.serving.AggregationState.Available;
import io.kubestats.security.serving.AggregationState.Elsewhere;
import io.kubestats.security.serving.AggregationState.Hidden;
import io.kubestats.security.serving.AggregationState.Unavailable;
import io.kubestats.security.serving.AggregationState.Unknown;
import io.kubestats.security.serving.AggregationState.Unregistered;
import java.util.List;

/** Reader of APIService objects. Thread-safe. */
final class AggregationReader {
    private static final int NOT_FOUND = 404;
    private static final int FORBIDDEN = 403;

    private final String namespace;
    private final List<String> services;

    /**
     * Creates a reader.
     *
     * @param services names of the own Services in {@code namespace}
     */
    AggregationReader(String namespace, List<String> services) {
        this.namespace = namespace;
        this.services = List.copyOf(services);
    }

    AggregationState read(ApiResponse answer) {
        if (answer.status() == NOT_FOUND) {
            return new Unregistered();
        }
        if (answer.status() == FORBIDDEN) {
            return new Hidden("may not be read (403); our service account needs get of apiservices (ClusterRole"
                    + " kubestats in deploy/kubestats.yaml)");
        }
        try {
            JsonNode object = JsonTree.read(answer.body());
            if (!answer.isSuccess()) {
                return new Unknown(
                        answer.status() + " " + object.path("message").asText());
            }
            return read(object);
        } catch (JsonProcessingException e) {
            return new Unknown("status " + answer.status() + " and no JSON");
        }
    }

    private AggregationState read(JsonNode object) {
        JsonNode service = object.path("spec").path("service");
        String name = service.path("name").asText();
        String inNamespace = service.path("namespace").asText();
        if (!services.contains(name) || !namespace.equals(inNamespace)) {
            return new Elsewhere(inNamespace + "/" + name);
        }
        for (JsonNode condition : object.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Available")) {
                return condition.path("status").asText().equals("True")
                        ? new Available()
                        : new Unavailable(
                                condition.path("reason").asText(),
                                condition.path("message").asText());
            }
        }
        return new Unknown("it has no condition Available yet");
    }
}
