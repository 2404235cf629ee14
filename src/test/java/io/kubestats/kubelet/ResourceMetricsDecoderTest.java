package io.kubestats.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubestats.kubelet.KubeletException.Reason;
import io.kubestats.model.Anomaly;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceMetricsDecoderTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "2790.720638937, 2790720638937",
        "1.5e+03, 1500000000000",
        "1e-09, 1",
        "2.5e-09, 3",
        "4e-10, 0",
        "1.7954890099080205e+09, 1795489009908020500",
        "+3, 3000000000",
        "9223372036.854775807, 9223372036854775800",
        "0.000000001, 1",
        "00012.5, 12500000000"
    })
    void takesSecondsAsNanosecondsWithoutLoss(String seconds, long nanoseconds) throws KubeletException {
        NodeBatch batch = decode("node_cpu_usage_seconds_total " + seconds + " 5\n");

        assertThat(batch.point().usage().cpu().usageCoreNanoSeconds()).isEqualTo(nanoseconds);
        assertThat(batch.anomalies()).isEmpty();
    }

    @Test
    void takesBytesInScientificNotation() throws KubeletException {
        NodeBatch batch = decode("node_memory_working_set_bytes 1.522921472e+09 1795489074922\n");

        assertThat(batch.point().usage().memory().workingSetBytes()).isEqualTo(1_522_921_472);
        assertThat(batch.point().usage().memory().timeMillis()).isEqualTo(1_795_489_074_922L);
    }

    @Test
    void takesLabelsInAnyOrderWithEscapesAndOthersBeside() throws KubeletException {
        NodeBatch batch = decode("container_swap_usage_bytes { x=\"}\\\\\" , pod=\"a\\\"b\\n\\\\\","
                + "namespace=\"ü\", container=\"c\", } 4\t7 \r\n");

        PodPoint pod = batch.pods().get(0);
        assertThat(pod.ref()).isEqualTo(new PodRef("ü", "a\"b\n\\", ""));
        assertThat(pod.containers().get(0).usage().swap().usageBytes()).isEqualTo(4);
        assertThat(pod.containers().get(0).usage().swap().timeMillis()).isEqualTo(7);
    }

    @Test
    void takesASampleWithoutATime() throws KubeletException {
        NodeBatch batch = decode("node_swap_usage_bytes 4\n");

        assertThat(batch.point().usage().swap().timeMillis()).isEqualTo(Reading.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-6.2135596800e+10", "-1"})
    void takesAStartThatNeverWasAsAbsent(String seconds) throws KubeletException {
        NodeBatch batch =
                decode("container_start_time_seconds{container=\"c\",namespace=\"n\",pod=\"p\"} " + seconds + "\n");

        assertThat(batch.pods().get(0).containers().get(0).usage().startTimeMillis())
                .isEqualTo(Reading.ABSENT);
        assertThat(batch.anomalies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node_memory_working_set_bytes",
                "node_memory_working_set_bytes ",
                "node_memory_working_set_bytes x",
                "node_memory_working_set_bytes 1x",
                "node_memory_working_set_bytes 1e",
                "node_memory_working_set_bytes 1e+",
                "node_memory_working_set_bytes .",
                "node_memory_working_set_bytes NaN",
                "node_memory_working_set_bytes +Inf",
                "node_memory_working_set_bytes -5",
                "node_memory_working_set_bytes 1 -5",
                "node_memory_working_set_bytes 1 x",
                "node_memory_working_set_bytes 1 2 3",
                "node_memory_working_set_bytes{ 1",
                "node_memory_working_set_bytes{a} 1",
                "node_memory_working_set_bytes{a=b} 1",
                "node_memory_working_set_bytes{a=\"b} 1",
                "node_memory_working_set_bytes{a=\"b\\",
                "node_memory_working_set_bytes{a=\"b\\x\"} 1",
                "node_memory_working_set_bytes{a=\"b\" c=\"d\"} 1",
                "pod_memory_working_set_bytes 1",
                "pod_memory_working_set_bytes{pod=\"p\"} 1",
                "container_memory_working_set_bytes{pod=\"p\",namespace=\"n\"} 1",
                "container_start_time_seconds{pod=\"p\",namespace=\"n\",container=\"c\"} x",
                "{pod=\"p\"} 1",
                "\u0000\u0001"
            })
    void skipsABadLineAndCountsIt(String line) throws KubeletException {
        NodeBatch batch = decode("node_cpu_usage_seconds_total 1 2\n" + line + "\nnode_swap_usage_bytes 3 4\n");

        assertThat(batch.anomalies()).isEqualTo(Map.of(Anomaly.BAD_LINE, 1));
        assertThat(batch.point().usage().cpu().usageCoreNanoSeconds()).isEqualTo(1_000_000_000);
        assertThat(batch.point().usage().swap().usageBytes()).isEqualTo(3);
        assertThat(batch.point().usage().memory().workingSetBytes()).isEqualTo(Reading.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e19", "9223372036854775808000", "1e400", "1e99999999999"})
    void takesWhatNoLongHoldsAsAbsentAndCountsIt(String bytes) throws KubeletException {
        NodeBatch batch = decode("node_memory_working_set_bytes " + bytes + "\n");

        assertThat(batch.point().usage().memory().workingSetBytes()).isEqualTo(Reading.ABSENT);
        assertThat(batch.anomalies()).isEqualTo(Map.of(Anomaly.OUT_OF_RANGE, 1));
    }

    @Test
    void keepsTheNewerOfTwoSamplesAndCountsIt() throws KubeletException {
        NodeBatch batch =
                decode("node_swap_usage_bytes 1 20\nnode_swap_usage_bytes 2 30\nnode_swap_usage_bytes 3 10\n");

        assertThat(batch.point().usage().swap().usageBytes()).isEqualTo(2);
        assertThat(batch.anomalies()).isEqualTo(Map.of(Anomaly.DUPLICATE, 2));
    }

    @Test
    void passesOverFamiliesThatItDoesNotKnow() throws KubeletException {
        NodeBatch batch = decode("# HELP x y\n\nkubelet_volume_stats_bytes{a=b} what\nnode_swap_usage_bytes 1\n");

        assertThat(batch.anomalies()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|it has none of the kubelet's families",
                "`{\"node\":{}}\n`|it has none of the kubelet's families, and begins \"{\"node\":{}}\"",
                "`<html>\n`|it has none of the kubelet's families, and begins \"<html>\"",
                "`go_goroutines 5\n`|it has none of the kubelet's families",
                "`resource_scrape_error 0\n`|it has none of the kubelet's families",
                "`resource_scrape_error 1\n`|the kubelet says that it could not measure (resource_scrape_error)",
                "`node_swap_usage_bytes 1\nnode_cpu_us`|it is cut off, or it is no Prometheus text, at \"node_cpu_us\"",
                "`node_swap_usage_bytes 1`|it is cut off, or it is no Prometheus text"
            })
    void refusesWhatIsNoResourceMetrics(String body, String what) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        KubeletException failure = catchThrowableOfType(
                KubeletException.class, () -> BatchDecoder.resourceMetrics().decode("n1", bytes, bytes.length));

        assertThat(failure.reason()).isEqualTo(Reason.PARSE);
        assertThat(failure).hasMessageStartingWith("node n1: the answer to /metrics/resource is unusable: " + what);
        assertThat(failure.getMessage()).hasLineCount(1).contains("(line ");
    }

    @Test
    void refusesMorePodsThanAnyNodeHas() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i <= SummaryTokens.MOST_ITEMS; i++) {
            body.append("pod_swap_usage_bytes{namespace=\"n\",pod=\"").append(i).append("\"} 1\n");
        }
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);

        KubeletException failure = catchThrowableOfType(
                KubeletException.class, () -> BatchDecoder.resourceMetrics().decode("n1", bytes, bytes.length));

        assertThat(failure).hasMessageContaining("more than 100000 pods");
    }

    private static NodeBatch decode(String text) throws KubeletException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return BatchDecoder.resourceMetrics().decode("n1", body, body.length);
    }
}
