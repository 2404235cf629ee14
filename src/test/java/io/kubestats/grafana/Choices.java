package io.kubestats.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubestats.grafana.PrometheusClient.Series;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Possible variable selections of a dashboard, from the data of a Prometheus.
 *
 * @param cluster the regular expression of the selected cluster: {@code .*} for all, empty for one without a name
 */
record Choices(PrometheusClient metrics, String cluster) {
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");

    /**
     * Selects a pod, with its node, that has every optional feature: a claim, a network, a limit, pressure and swap.
     */
    private static final String RICH_POD = "kubestats_pod_info{cluster=~\"%s\"}"
            + having("kubestats_volume_used_bytes{persistentvolumeclaim!=\"\"}")
            + having("kubestats_pod_network_receive_bytes_total")
            + having("kubestats_container_memory_available_bytes")
            + having("kubestats_container_resource_requests{resource=\"cpu\"}")
            + having("kubestats_container_resource_limits{resource=\"cpu\"}")
            + having("kubestats_container_pressure_cpu_waiting_seconds_total")
            + having("kubestats_container_swap_usage_bytes")
            + having("kubestats_pod_processes");

    private static String having(String series) {
        return " and on (cluster, namespace, pod) " + series;
    }

    /** Selects everything, except for one pod where a dashboard is about a single pod. */
    Choice all(ShippedDashboard dashboard) throws IOException, InterruptedException {
        Map<String, String> chosen = new HashMap<>(Map.of("cluster", cluster));
        for (JsonNode variable : dashboard.queryVariables()) {
            String all = variable.path("allValue").asText("");
            chosen.putIfAbsent(name(variable), all.isEmpty() ? choose(variable, new Choice(chosen)) : all);
        }
        return new Choice(chosen);
    }

    /** Selects one value of every variable. */
    Choice one(ShippedDashboard dashboard) throws IOException, InterruptedException {
        Map<String, String> chosen = new HashMap<>(Map.of("cluster", cluster));
        for (JsonNode variable : dashboard.queryVariables()) {
            if (!chosen.containsKey(name(variable))) {
                chosen.put(name(variable), choose(variable, new Choice(chosen)));
            }
        }
        return new Choice(chosen);
    }

    /** Returns the value of a variable that matches the rich pod. */
    private String choose(JsonNode variable, Choice before) throws IOException, InterruptedException {
        Matcher query = LABEL_VALUES.matcher(variable.path("query").asText());
        assertThat(query.matches()).isTrue();
        List<String> values = metrics.labelValues(query.group(2), before.resolve(query.group(1)));
        String chosen = richPod().path(query.group(2)).asText();
        assertThat(values).as(name(variable)).contains(chosen);
        return chosen;
    }

    private JsonNode richPod() throws IOException, InterruptedException {
        return metrics.query(RICH_POD.formatted(cluster)).stream()
                .map(Series::labels)
                .min((one, other) -> one.toString().compareTo(other.toString()))
                .orElseThrow();
    }

    private static String name(JsonNode variable) {
        return variable.path("name").asText();
    }
}
