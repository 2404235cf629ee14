package io.kubestats.metricsapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubestats.json.JsonTree;
import io.kubestats.store.UsageView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of pod lists by field selector, with pods from the API server and with pods known from kubelets alone. */
class FieldSelectorTest {
    private static final List<Map<String, String>> SERVED =
            List.of(pod("kube-system", "dns", "n1"), pod("shop", "web-0", "n1"), pod("shop", "web-1", "n2"));

    /** Source of the existing pods. */
    private enum Source {
        WATCH,
        KUBELETS;

        MetricsApi api() {
            ObservedCluster observed = new ObservedCluster(Shop::view);
            return this == WATCH ? Shop.api() : Shop.api(new MetricsSource(observed, observed, Shop.CLOCK));
        }
    }

    /** Combines every operator, field and occurring value into terms, and tests all pairs of terms. */
    @ParameterizedTest
    @EnumSource
    void selectsWhatEveryTermMatches(Source source) {
        MetricsApi api = source.api();
        List<Term> terms = new ArrayList<>();
        for (String operator : List.of("=", "==", "!=")) {
            for (String field : pod("", "", "").keySet()) {
                SERVED.forEach(pod -> terms.add(new Term(field, operator, pod.getOrDefault(field, ""))));
                terms.add(new Term(field, operator, "Pending"));
                terms.add(new Term(field, operator, ""));
            }
        }
        for (Term one : terms) {
            for (Term other : terms) {
                String selector = one.text() + "," + other.text();
                List<String> expected = SERVED.stream()
                        .filter(pod -> one.matches(pod) && other.matches(pod))
                        .map(pod -> pod.get("metadata.name"))
                        .toList();

                assertThat(names(api, "/pods", selector)).as(selector).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/namespaces/shop/pods | spec.nodeName=n1     | web-0",
                "/nodes                | metadata.name=n2     | n2",
                "/nodes                | metadata.name!=n2    | n1",
                "/nodes                | metadata.namespace=x | ''",
            })
    void selectsWithinItsScope(String path, String selector, String expected) {
        assertThat(names(Shop.api(), path, selector)).isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
    }

    @ParameterizedTest
    @CsvSource({"/pods, status.podIP=10.0.0.1", "/pods, 'spec.nodeName=n1,foo='", "/nodes, spec.nodeName=n1"})
    void refusesFieldsThatItDoesNotKnow(String path, String selector) {
        String of = "\"metadata.name\", \"metadata.namespace\"";
        String known = path.equals("/pods") ? of + ", \"spec.nodeName\", \"status.phase\"" : of;
        String unknown = selector.contains("foo") ? "foo" : selector.substring(0, selector.indexOf('='));

        JsonNode status = list(Shop.api(), path, selector);

        assertThat(status.path("code").asInt()).isEqualTo(400);
        assertThat(status.path("reason").asText()).isEqualTo("BadRequest");
        assertThat(status.path("message").asText())
                .isEqualTo("\"" + unknown + "\" is not a known field selector: only " + known);
    }

    private record Term(String field, String operator, String value) {
        String text() {
            return field + operator + value;
        }

        boolean matches(Map<String, String> pod) {
            return value.equals(pod.getOrDefault(field, "")) != operator.equals("!=");
        }
    }

    private static List<String> names(MetricsApi api, String path, String selector) {
        List<String> names = new ArrayList<>();
        for (JsonNode item : list(api, path, selector).path("items")) {
            names.add(item.at("/metadata/name").asText());
        }
        return names;
    }

    private static JsonNode list(MetricsApi api, String path, String selector) {
        String query = "?fieldSelector=" + URLEncoder.encode(selector, StandardCharsets.UTF_8);
        try (UsageView view = Shop.view()) {
            return JsonTree.read(
                    Requests.text(api.answer(Requests.get("/apis/metrics.k8s.io/v1beta1" + path + query), view)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> pod(String namespace, String name, String node) {
        return Map.of(
                "metadata.namespace", namespace,
                "metadata.name", name,
                "spec.nodeName", node,
                "status.phase", "Running");
    }
}
