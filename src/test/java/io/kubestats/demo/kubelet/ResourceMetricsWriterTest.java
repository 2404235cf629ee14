package io.kubestats.demo.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubestats.demo.Answers;
import io.kubestats.demo.DemoTime;
import io.kubestats.demo.cluster.DemoConfig;
import io.kubestats.demo.cluster.KubeletVersion;
import io.kubestats.demo.cluster.SimulatedCluster;
import io.kubestats.demo.cluster.SimulatedNode;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ResourceMetricsWriterTest {
    private final SimulatedCluster cluster = new SimulatedCluster(DemoConfig.of(4, 30), new DemoTime());

    @Test
    void hasTheFamiliesOfTheRecordedAnswer() {
        String recorded = Answers.recorded(KubeletVersion.V1_37, "metrics-resource.txt");

        String simulated = Answers.resourceMetrics(cluster, cluster.nodes().get(0));

        assertThat(comments(simulated)).isEqualTo(comments(recorded));
    }

    @Test
    void saysTheSameAsTheSummary() {
        SimulatedNode node = cluster.nodes().get(1);
        JsonNode pod = Answers.summaryTree(cluster, node).at("/pods/1");

        String simulated = Answers.resourceMetrics(cluster, node);

        JsonNode container = pod.at("/containers/1");
        String labels = "{container=\"%s\",namespace=\"shop\",pod=\"%s\"} "
                .formatted(
                        container.get("name").asText(), pod.at("/podRef/name").asText());
        assertThat(value(simulated, "container_cpu_usage_seconds_total" + labels))
                .isEqualTo(container.at("/cpu/usageCoreNanoSeconds").asLong() / 1e9);
        assertThat(value(simulated, "container_memory_working_set_bytes" + labels))
                .isEqualTo(container.at("/memory/workingSetBytes").asDouble());
    }

    @Test
    void leavesOutContainersThatDoNotRun() {
        String simulated = Answers.resourceMetrics(cluster, cluster.nodes().get(0));

        assertThat(simulated).doesNotContain("container=\"fetch\"", "container=\"wait-for-ledger\"");
        assertThat(simulated).contains("container=\"warm-index\"", "container=\"envoy\"");
    }

    private static List<String> comments(String text) {
        return text.lines().filter(line -> line.startsWith("#")).collect(Collectors.toList());
    }

    private static double value(String text, String series) {
        String line = text.lines()
                .filter(each -> each.startsWith(series))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no series " + series));
        String value = line.substring(series.length());
        return Double.parseDouble(value.substring(0, value.indexOf(' ')));
    }
}
