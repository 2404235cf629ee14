package io.kubestats.kubelet;

import static io.kubestats.model.KubeletTarget.RESOURCE_METRICS_PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubestats.kubelet.answer.AnswerNames;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.kubelet.answer.NameCache;
import io.kubestats.kubelet.resource.ExpectedNames;
import io.kubestats.kubelet.resource.ResourceMetricsDecoder;
import io.kubestats.kubelet.summary.SummaryDecoder;
import io.kubestats.model.Anomaly;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import io.kubestats.model.NodeBatch;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of well-formed responses of maximum size: only the hostile node is affected, and its cost is bounded. */
class HostileAnswersTest {
    private static final URI ENDPOINT = URI.create("https://10.0.0.1:10250");
    private static final KubeletTarget SMALL = new KubeletTarget("n1", ENDPOINT, 110, RESOURCE_METRICS_PATH);

    @ParameterizedTest
    @CsvSource({"110, 270", "-1, 1000", "0, 50", "500, 1050", "1000000000000, 2500"})
    void refusesMorePodsThanTheNodeTakesWithAMargin(long capacity, int most) throws KubeletException {
        KubeletTarget target = new KubeletTarget("n1", ENDPOINT, capacity, RESOURCE_METRICS_PATH);

        assertThat(decode(target, summary(most, "p", "")).pods()).hasSize(most);
        assertThat(decodeResource(target, resource(most, "p")).pods()).hasSize(most);
        for (KubeletException failure : new KubeletException[] {
            failure(target, summary(most + 1, "p", "")), resourceFailure(target, resource(most + 1, "p"))
        }) {
            assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
            assertThat(failure).hasMessageStartingWith("node n1: ").hasMessageContaining("more than " + most + " pods");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"containers", "volume", "interfaces"})
    void refusesMoreItemsThanSoManyPodsHave(String list) {
        StringBuilder items = new StringBuilder("{\"name\":\"x\"}");
        for (int i = 0; i < 6_000; i++) {
            items.append(",{\"name\":\"").append(i).append("\"}");
        }
        String field = list.equals("interfaces")
                ? "\"network\":{\"interfaces\":[" + items + "]}"
                : "\"" + list + "\":[" + items + "]";

        KubeletException failure = failure(SMALL, summary(1, "p", "," + field));

        assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(failure).hasMessageContaining("more than 5400 pods, containers, volumes and interfaces");
    }

    @Test
    void refusesMoreContainersInResourceMetricsThanSoManyPodsHave() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i <= 5_400; i++) {
            lines.append("container_swap_usage_bytes{container=\"")
                    .append(i)
                    .append("\",namespace=\"n\",pod=\"p\"} 1\n");
        }

        assertThat(resourceFailure(SMALL, lines.toString()).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void refusesMoreBytesOfNamesThanSoManyPodsHave() {
        String volumes = ",\"volume\":[{\"name\":\"v\",\"pvcRef\":{\"name\":\"" + "c".repeat(253)
                + "\"}},{\"name\":\"w\",\"pvcRef\":{\"name\":\"" + "d".repeat(253)
                + "\"}},{\"name\":\"x\",\"pvcRef\":{\"name\":\"" + "e".repeat(253) + "\"}},{\"name\":\""
                + "y".repeat(63) + "\"}]";

        assertThat(failure(SMALL, summary(270, "p".repeat(240), volumes)))
                .hasMessageContaining("its names take more than 276480 bytes");
        assertThat(resourceFailure(
                        new KubeletTarget("n1", ENDPOINT), resource(999, "p".repeat(249)) + containers(16_000)))
                .hasMessageContaining("its names take more than 1024000 bytes");
    }

    private static String containers(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("container_swap_usage_bytes{container=\"")
                    .append("c".repeat(55))
                    .append(i)
                    .append("\",namespace=\"n\",pod=\"p\"} 1\n");
        }
        return lines.toString();
    }

    @Test
    void skipsEntriesWithNamesThatKubernetesDoesNotTake() throws KubeletException {
        NodeBatch batch = decode(
                SMALL,
                "{\"node\":{\"network\":{\"interfaces\":[{\"name\":\"" + "i".repeat(257)
                        + "\"},{\"name\":\"eth0\"}]},\"systemContainers\":[{\"name\":\"" + "s".repeat(64)
                        + "\"}]},\"pods\":["
                        + "{\"podRef\":{\"name\":\"" + "p".repeat(254) + "\",\"namespace\":\"n\"}},"
                        + "{\"podRef\":{\"name\":\"p\",\"namespace\":\"" + "n".repeat(64) + "\"}},"
                        + "{\"podRef\":{\"name\":\"" + "\\u00fc".repeat(254) + "\",\"namespace\":\"n\"}},"
                        + "{\"podRef\":{\"name\":\"q\",\"namespace\":\"n\"},\"volume\":[{\"name\":\"" + "v".repeat(64)
                        + "\"},{\"name\":\"ok\"}]},"
                        + "{\"podRef\":{\"name\":\"" + "p".repeat(253) + "\",\"namespace\":\"" + "n".repeat(63)
                        + "\"}}]}");

        assertThat(batch.pods()).hasSize(2);
        assertThat(batch.pods().get(0).detail().volumes()).hasSize(1);
        assertThat(batch.point().detail().network().interfaces()).hasSize(1);
        assertThat(batch.point().systemContainers()).isEmpty();
        assertThat(batch.anomalies()).containsEntry(Anomaly.BAD_ENTRY, 5).containsEntry(Anomaly.BAD_FIELD, 6);
    }

    /** Ten nodes invent new names in each response; the eleventh is honest. */
    @Test
    void keepsNamesWithinABoundOfBytesAndGivesHonestNodesTheirs() {
        NameCache cache = new NameCache(1 << 10, 1 << 14, 1 << 20);
        byte[] honest = "kube-system".getBytes(StandardCharsets.US_ASCII);

        for (int round = 0; round < 50; round++) {
            for (int node = 0; node < 10; node++) {
                AnswerNames names = new AnswerNames(cache);
                for (int i = 0; i < 2_000; i++) {
                    byte[] made = ("p".repeat(200) + round + "-" + node + "-" + i).getBytes(StandardCharsets.US_ASCII);
                    assertThat(names.get(made, 0, made.length)).hasSize(made.length);
                }
                assertThat(cache.bytes()).isLessThanOrEqualTo(1 << 20);
            }
            assertThat(new AnswerNames(cache).get(honest, 0, honest.length)).isEqualTo("kube-system");
        }

        assertThat(cache.size()).isLessThanOrEqualTo(1 << 14);
    }

    @Test
    void addsAFewNewNamesOfOneAnswerToThoseOfAllNodes() {
        NameCache cache = new NameCache(1 << 14, 1 << 14, 1 << 24);
        AnswerNames names = new AnswerNames(cache);
        for (int i = 0; i < 5_000; i++) {
            byte[] made = ("p" + i).getBytes(StandardCharsets.US_ASCII);
            names.get(made, 0, made.length);
        }

        int held = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] made = ("p" + i).getBytes(StandardCharsets.US_ASCII);
            held += cache.find(made, 0, made.length) == null ? 0 : 1;
        }
        assertThat(held).isEqualTo(AnswerNames.MOST_FRESH);
    }

    @Test
    void learnsNoMoreNamesOfANodeThanAnHonestOneHas() throws KubeletException {
        ResourceMetricsDecoder decoder = new ResourceMetricsDecoder();
        for (int round = 0; round < 20; round++) {
            for (int node = 0; node < 10; node++) {
                KubeletTarget hostile = new KubeletTarget("hostile" + node, ENDPOINT);
                byte[] body = resource(1_000, round + "p".repeat(240)).getBytes(StandardCharsets.UTF_8);
                assertThat(decoder.decode(hostile, 1, body, body.length).pods()).hasSize(1_000);
                assertThat(decoder.namesOf(hostile.node()).textLength()).isLessThanOrEqualTo(ExpectedNames.MOST_BYTES);
            }
        }
        byte[] honest = RecordedAnswers.bytes("1.37/metrics-resource.txt");

        assertThat(decoder.decode(RecordedAnswers.N1, 1, honest, honest.length))
                .isEqualTo(new ResourceMetricsDecoder().decode(RecordedAnswers.N1, 1, honest, honest.length));
    }

    private static String summary(int pods, String name, String more) {
        StringBuilder body = new StringBuilder("{\"node\":{},\"pods\":[");
        for (int i = 0; i < pods; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"podRef\":{\"name\":\"")
                    .append(name)
                    .append(i)
                    .append("\",\"namespace\":\"n\"}")
                    .append(more)
                    .append('}');
        }
        return body.append("]}").toString();
    }

    private static String resource(int pods, String name) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < pods; i++) {
            body.append("pod_swap_usage_bytes{namespace=\"n\",pod=\"")
                    .append(name)
                    .append(i)
                    .append("\"} 1\n");
        }
        return body.toString();
    }

    private static KubeletException failure(KubeletTarget target, String json) {
        return catchThrowableOfType(KubeletException.class, () -> decode(target, json));
    }

    private static KubeletException resourceFailure(KubeletTarget target, String text) {
        return catchThrowableOfType(KubeletException.class, () -> decodeResource(target, text));
    }

    private static NodeBatch decode(KubeletTarget target, String json) throws KubeletException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return new SummaryDecoder(Lane.FULL).decode(target, 1, body, body.length);
    }

    private static NodeBatch decodeResource(KubeletTarget target, String text) throws KubeletException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return new ResourceMetricsDecoder().decode(target, 1, body, body.length);
    }
}
