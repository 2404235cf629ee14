package io.kubestats.metricsapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.kubestats.json.JsonTree;
import io.kubestats.metricsapi.format.ApiAnswer;
import io.kubestats.metricsapi.format.ApiRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tests that Status messages are bounded lines of printable ASCII for any request. */
class HostileTextTest {
    private static final String V1 = "/apis/metrics.k8s.io/v1";

    @Property(tries = 2_000)
    void printsNoTextOfAClientAsItCame(
            @ForAll("path") String path, @ForAll("parameter") String parameter, @ForAll("hostile") String value) {
        ApiRequest request = new ApiRequest(
                "GET", path.replace("HOSTILE", value), Map.of(parameter, value), new HashMap<>(), "192.0.2.1:443");

        ApiAnswer answer = Shop.api().answer(request, Shop.view());

        if (answer.status() != 200) {
            for (String message : messages(answer)) {
                assertThat(message).matches("[ -~]*").hasSizeLessThanOrEqualTo(1_100);
            }
        }
    }

    private static List<String> messages(ApiAnswer answer) {
        try {
            JsonNode status = JsonTree.read(Requests.text(answer));
            assertThat(status.path("kind").asText()).isEqualTo("Status");
            List<String> messages =
                    new ArrayList<>(List.of(status.path("message").asText()));
            status.path("details")
                    .path("causes")
                    .forEach(cause -> messages.add(cause.path("message").asText()));
            return messages;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Provide
    Arbitrary<String> path() {
        return Arbitraries.of(
                V1 + "/nodes",
                V1 + "/pods",
                V1 + "/nodes/HOSTILE",
                V1 + "/namespaces/shop/pods/HOSTILE",
                V1 + "/namespaces/HOSTILE/pods/web-0",
                V1 + "/HOSTILE",
                "/apis/metrics.k8s.io/HOSTILE",
                "/HOSTILE");
    }

    @Provide
    Arbitrary<String> parameter() {
        return Arbitraries.of(
                "limit",
                "timeout",
                "timeoutSeconds",
                "labelSelector",
                "fieldSelector",
                "continue",
                "resourceVersionMatch",
                "resourceVersion",
                "sendInitialEvents",
                "watch",
                "export",
                "pretty");
    }

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> pieces = Arbitraries.of(
                "a", "=", "==", "!=", " in (", ")", ",", "\\", "\n", "\r", "\u001b[2J", "\u2028", "\u202e", "\"", "9h");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(8).map(list -> String.join("", list)),
                Arbitraries.strings(),
                pieces.map(piece -> piece.repeat(9_000)));
    }
}
