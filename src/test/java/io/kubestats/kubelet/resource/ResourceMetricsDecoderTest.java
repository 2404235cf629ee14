package io.kubestats.kubelet.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubestats.kubelet.RecordedAnswers;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.model.Anomaly;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.Reading;
import io.kubestats.model.UsagePoint;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
        "1.7954890099080205e+08, 179548900990802050",
        "+3, 3000000000",
        "8000000000.000000001, 8000000000000000000",
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

    @ParameterizedTest
    @ValueSource(strings = {"", " 0"})
    void takesTheTimeOfTheAnswerForASampleWithoutOne(String none) throws KubeletException {
        NodeBatch batch = decode("container_cpu_usage_seconds_total{container=\"c\",namespace=\"n\",pod=\"p\"} 3" + none
                + "\ncontainer_memory_working_set_bytes{container=\"c\",namespace=\"n\",pod=\"p\"} 5" + none
                + "\ncontainer_swap_usage_bytes{container=\"c\",namespace=\"n\",pod=\"p\"} 5 77"
                + "\ncontainer_start_time_seconds{container=\"c\",namespace=\"n\",pod=\"p\"} 7" + none
                + "\nnode_cpu_usage_seconds_total 4" + none
                + "\nnode_swap_usage_bytes 4" + none + "\n");

        UsagePoint container = batch.pods().get(0).containers().get(0).usage();
        assertThat(container.cpuTimeMillis()).isEqualTo(RecordedAnswers.RECEIVED);
        assertThat(container.memoryTimeMillis()).isEqualTo(RecordedAnswers.RECEIVED);
        assertThat(container.swapTimeMillis()).isEqualTo(77);
        assertThat(container.startTimeMillis()).isEqualTo(7_000);
        assertThat(batch.point().usage().cpuTimeMillis()).isEqualTo(RecordedAnswers.RECEIVED);
        assertThat(batch.point().usage().swapTimeMillis()).isEqualTo(RecordedAnswers.RECEIVED);
        assertThat(batch.anomalies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-6.2135596800e+10", "-1"})
    void takesAStartThatNeverWasAsAbsent(String seconds) throws KubeletException {
        NodeBatch batch = decode("container_start_time_seconds{container=\"c\",namespace=\"n\",pod=\"p\"} " + seconds
                + "\nnode_swap_usage_bytes 1\n");

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
                "node_memory_working_set_bytes 1 1e300",
                "node_memory_working_set_bytes 1 253402300800000",
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
        NodeBatch batch = decode("node_cpu_usage_seconds_total 1 2\n" + line
                + "\nnode_swap_usage_bytes 3 4\npod_swap_usage_bytes{pod=\"q\",namespace=\"n\"} 1\n");

        assertThat(batch.anomalies()).isEqualTo(Map.of(Anomaly.BAD_LINE, 1));
        assertThat(batch.examples().get(Anomaly.BAD_LINE))
                .startsWith("line 2: ")
                .matches("[ -~…]{1,201}");
        assertThat(batch.pods()).extracting(pod -> pod.ref().name()).contains("q");
        assertThat(batch.point().usage().cpu().usageCoreNanoSeconds()).isEqualTo(1_000_000_000);
        assertThat(batch.point().usage().swap().usageBytes()).isEqualTo(3);
        assertThat(batch.point().usage().memory().workingSetBytes()).isEqualTo(Reading.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9223372036854775800", "1.2e18", "1e19", "9223372036854775808000", "1e400", "1e99999999999"})
    void takesWhatNoLongHoldsAsAbsentAndCountsIt(String bytes) throws KubeletException {
        NodeBatch batch = decode("node_memory_working_set_bytes " + bytes + "\nnode_swap_usage_bytes 1\n");

        assertThat(batch.point().usage().memory().workingSetBytes()).isEqualTo(Reading.ABSENT);
        assertThat(batch.anomalies()).isEqualTo(Map.of(Anomaly.OUT_OF_RANGE, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "container_cpu_usage_seconds_total",
                "container_memory_working_set_bytes",
                "container_swap_usage_bytes",
                "container_start_time_seconds"
            })
    void leavesOutAPodWithTwoLinesThatDifferAndCountsIt(String family) throws KubeletException {
        for (String times : List.of("5 6", "6 5", "5 5", "none none")) {
            String first = times.startsWith("n") ? "" : " " + times.charAt(0);
            String second = times.startsWith("n") ? "" : " " + times.charAt(2);
            String labels = "{container=\"c\",namespace=\"n\",pod=\"db-0\"} ";
            NodeBatch batch = decode("container_swap_usage_bytes{container=\"c\",namespace=\"n\",pod=\"other\"} 1 5\n"
                    + family + labels + "400" + first + "\n" + family + labels + "50" + second + "\n"
                    + "pod_memory_working_set_bytes{namespace=\"n\",pod=\"db-0\"} 9 5\n");

            assertThat(batch.pods()).extracting(pod -> pod.ref().name()).containsExactly("other");
            assertThat(batch.anomalies()).isEqualTo(Map.of(Anomaly.DUPLICATE, 1));
            assertThat(batch.examples().get(Anomaly.DUPLICATE)).contains("n/db-0");
        }
    }

    @Test
    void leavesOutAPodWhoseOwnLinesDiffer() throws KubeletException {
        NodeBatch batch = decode("""
                pod_cpu_usage_seconds_total{namespace="n",pod="p"} 1 5
                pod_cpu_usage_seconds_total{namespace="n",pod="p"} 2 5
                container_cpu_usage_seconds_total{container="c",namespace="n",pod="p"} 1 5
                """);

        assertThat(batch.pods()).isEmpty();
        assertThat(batch.anomalies()).isEqualTo(Map.of(Anomaly.DUPLICATE, 1));
    }

    @Test
    void takesNoUsageOfANodeWithTwoLinesThatDiffer() throws KubeletException {
        NodeBatch batch = decode("""
                node_swap_usage_bytes 1 20
                node_swap_usage_bytes 2 30
                node_cpu_usage_seconds_total 3 20
                pod_swap_usage_bytes{namespace="n",pod="p"} 1
                """);

        assertThat(batch.point().usage()).isEqualTo(UsagePoint.ABSENT);
        assertThat(batch.pods()).hasSize(1);
        assertThat(batch.anomalies()).isEqualTo(Map.of(Anomaly.DUPLICATE, 1));
    }

    @Test
    void takesLinesThatAreTheSameAsOneReading() throws KubeletException {
        String line = "container_cpu_usage_seconds_total{container=\"c\",namespace=\"n\",pod=\"p\"} 400 5\n";

        NodeBatch batch = decode(line + line);

        assertThat(batch.pods().get(0).containers().get(0).usage().usageCoreNanoSeconds())
                .isEqualTo(400_000_000_000L);
        assertThat(batch.anomalies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN 5", "-4 5", "1e30 5", "4 soon", "4 -7"})
    void keepsAContainerOfWhichALineCannotBeRead(String value) throws KubeletException {
        NodeBatch batch = decode("container_cpu_usage_seconds_total{container=\"a\",namespace=\"n\",pod=\"p\"} 1 5\n"
                + "container_cpu_usage_seconds_total{container=\"b\",namespace=\"n\",pod=\"p\"} " + value + "\n");

        // Without container b the pod would appear to have a as its only container.
        assertThat(batch.pods().get(0).containers())
                .extracting(ContainerPoint::name)
                .containsExactly("a", "b");
        assertThat(batch.pods().get(0).containers().get(1).usage()).isEqualTo(UsagePoint.ABSENT);
    }

    @Test
    void leavesOutAPodWithAContainerWhoseNameCannotBeUsed() throws KubeletException {
        for (String name : List.of("", "c".repeat(64), "c".repeat(2_000))) {
            NodeBatch batch = decode("container_swap_usage_bytes{container=\"a\",namespace=\"n\",pod=\"p\"} 1 5\n"
                    + "container_swap_usage_bytes{namespace=\"n\",pod=\"p\",container=\"" + name + "\"} 1 5\n"
                    + "container_swap_usage_bytes{container=\"a\",namespace=\"n\",pod=\"q\"} 1 5\n");

            assertThat(batch.pods()).extracting(pod -> pod.ref().name()).containsExactly("q");
            assertThat(batch.anomalies()).isEqualTo(Map.of(Anomaly.BAD_LINE, 1));
        }
    }

    @Test
    void skipsPodsWithNamesThatKubernetesDoesNotTake() throws KubeletException {
        NodeBatch batch = decode("pod_swap_usage_bytes{namespace=\"n\",pod=\"" + "p".repeat(254) + "\"} 1 5\n"
                + "pod_swap_usage_bytes{namespace=\"" + "n".repeat(64) + "\",pod=\"p\"} 1 5\n"
                + "pod_swap_usage_bytes{namespace=\"" + "n".repeat(63) + "\",pod=\"" + "p".repeat(253) + "\"} 1 5\n");

        assertThat(batch.pods()).hasSize(1);
        assertThat(batch.anomalies()).isEqualTo(Map.of(Anomaly.BAD_LINE, 2));
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
                "`node_cpu_usage_seconds_total NaN\n`|none of its values of CPU, memory or swap can be read",
                "`node_swap_usage_bytes x 1\nnode_cpu_usage_seconds_total 1e40 2\n`|none of its values of CPU",
                "`container_start_time_seconds{container=\"c\",namespace=\"n\",pod=\"p\"} 5\n`|none of its values",
                "`pod_swap_usage_bytes{pod=\"p\"} 5\nnode_swap_usage_bytes 1\n`|no pod can be read",
                "`resource_scrape_error 0\n`|it has none of the kubelet's families",
                "`resource_scrape_error 1\n`|the kubelet reports that it could not measure (resource_scrape_error)",
                "`node_swap_usage_bytes 1\nnode_cpu_us`|it is cut off, or it is no Prometheus text, at \"node_cpu_us\"",
                "`node_swap_usage_bytes 1`|it is cut off, or it is no Prometheus text"
            })
    void refusesWhatIsNoResourceMetrics(String body, String what) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        KubeletException failure = catchThrowableOfType(
                KubeletException.class,
                () -> new ResourceMetricsDecoder()
                        .decode(RecordedAnswers.N1, RecordedAnswers.RECEIVED, bytes, bytes.length));

        assertThat(failure.reason()).isEqualTo(Reason.PARSE);
        assertThat(failure).hasMessageStartingWith("node n1: the answer to /metrics/resource is unusable: " + what);
        assertThat(failure.getMessage()).hasLineCount(1).contains("(line ");
    }

    private static NodeBatch decode(String text) throws KubeletException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return new ResourceMetricsDecoder().decode(RecordedAnswers.N1, RecordedAnswers.RECEIVED, body, body.length);
    }
}
