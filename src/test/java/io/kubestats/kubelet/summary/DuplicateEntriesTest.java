package io.kubestats.kubelet.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.kubelet.RecordedAnswers;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.model.Anomaly;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.Lane;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.VolumePoint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of entries with the same name: uid and start time distinguish them or decide, regardless of order. */
class DuplicateEntriesTest {
    @Test
    void passesOnTwoPodsOfOneNameAndDifferentUids() throws KubeletException {
        for (List<String> pods : orders(
                pod("p", "old", "2026-01-01T00:00:00Z", 1),
                pod("p", "new", "2026-01-02T00:00:00Z", 2),
                pod("p", "", "", 3))) {
            NodeBatch batch = decode(pods);

            assertThat(batch.pods()).extracting(pod -> pod.ref().uid()).containsExactlyInAnyOrder("old", "new", "");
            assertThat(batch.anomalies()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"u", ""})
    void keepsTheLaterRunOfOneUid(String uid) throws KubeletException {
        String first = pod("p", uid, "2026-01-01T00:00:00Z", 1);
        String last = pod("p", uid, "2026-01-03T00:00:00Z", 3);
        for (List<String> pods : orders(first, pod("p", uid, "2026-01-02T00:00:00Z", 2), last, pod("q", uid, "", 9))) {
            NodeBatch batch = decode(pods);

            assertThat(batch.pods())
                    .extracting(pod -> pod.usage().usageNanoCores())
                    .containsExactlyInAnyOrder(3L, 9L);
            assertThat(batch.anomalies()).isEqualTo(Map.of(Anomaly.DUPLICATE, 2));
            assertThat(batch.examples().get(Anomaly.DUPLICATE)).contains("pods[", "n/p");
        }
    }

    @Test
    void takesPodsThatAreTheSameAsOne() throws KubeletException {
        String pod = pod("p", "u", "2026-01-01T00:00:00Z", 1);

        assertThat(decode(List.of(pod, pod, pod)).pods()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01T00:00:00Z", ""})
    void leavesOutAPodOfWhichTwoRunsCannotBeToldApart(String start) throws KubeletException {
        for (List<String> pods : orders(
                pod("p", "u", start, 1), pod("p", "u", start, 2), pod("p", "u", start, 1), pod("q", "u", start, 9))) {
            NodeBatch batch = decode(pods);

            assertThat(batch.pods()).extracting(pod -> pod.ref().name()).containsExactly("q");
            assertThat(batch.anomalies()).isEqualTo(Map.of(Anomaly.DUPLICATE, 2));
        }
    }

    @Test
    void keepsTheLaterOfTwoContainersOfOneName() throws KubeletException {
        for (List<String> containers : orders(
                container("c", "2026-01-01T00:00:00Z", 1),
                container("c", "2026-01-02T00:00:00Z", 2),
                container("d", "", 3))) {
            NodeBatch batch = decode(List.of(podOf(containers)));

            assertThat(batch.pods().get(0).containers())
                    .extracting(container -> container.usage().usageNanoCores())
                    .containsExactlyInAnyOrder(2L, 3L);
            assertThat(batch.anomalies()).isEqualTo(Map.of(Anomaly.DUPLICATE, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01T00:00:00Z", ""})
    void leavesOutAPodOfWhichTwoContainersCannotBeToldApart(String start) throws KubeletException {
        for (List<String> containers :
                orders(container("c", start, 1), container("c", start, 2), container("d", "", 3))) {
            NodeBatch batch = decode(List.of(podOf(containers), pod("q", "u", "", 1)));

            assertThat(batch.pods()).extracting(pod -> pod.ref().name()).containsExactly("q");
            assertThat(batch.anomalies()).containsEntry(Anomaly.DUPLICATE, 1);
        }
    }

    @Test
    void findsDuplicatesAmongManyContainers() throws KubeletException {
        List<String> containers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            containers.add(container("c" + i % 90, "2026-01-01T00:00:00Z", 1));
        }

        NodeBatch batch = decode(List.of(podOf(containers)));

        assertThat(batch.pods().get(0).containers())
                .extracting(ContainerPoint::name)
                .hasSize(90)
                .doesNotHaveDuplicates();
        assertThat(batch.anomalies()).isEqualTo(Map.of(Anomaly.DUPLICATE, 10));
    }

    @Test
    void findsTwoRunsAmongManyPods() throws KubeletException {
        List<String> pods = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            pods.add(pod("p" + i % 95, "u", "2026-01-01T00:00:00Z", i));
        }

        NodeBatch batch = decode(pods);

        assertThat(batch.pods()).hasSize(90);
        assertThat(batch.anomalies()).isEqualTo(Map.of(Anomaly.DUPLICATE, 5));
    }

    @Test
    void takesTwoVolumesOfOneNameThatDifferAsNone() throws KubeletException {
        NodeBatch batch = decode(
                List.of("{\"podRef\":{\"name\":\"p\",\"namespace\":\"n\"},\"volume\":[{\"name\":\"v\",\"usedBytes\":1},"
                        + "{\"name\":\"v\",\"usedBytes\":2},"
                        + "{\"name\":\"w\",\"usedBytes\":3},{\"name\":\"w\",\"usedBytes\":3}]}"));

        assertThat(batch.pods().get(0).detail().volumes())
                .extracting(VolumePoint::name)
                .containsExactly("w");
        assertThat(batch.anomalies()).isEqualTo(Map.of(Anomaly.DUPLICATE, 2));
    }

    /** Returns the entries in the given order, reversed, and rotated. */
    private static List<List<String>> orders(String... entries) {
        List<String> reversed = new ArrayList<>(List.of(entries));
        Collections.reverse(reversed);
        List<String> turned = new ArrayList<>(List.of(entries));
        Collections.rotate(turned, 1);
        return List.of(List.of(entries), reversed, turned);
    }

    private static String pod(String name, String uid, String start, int nanoCores) {
        return "{\"podRef\":{\"name\":\"" + name + "\",\"namespace\":\"n\",\"uid\":\"" + uid + "\"}" + start(start)
                + ",\"cpu\":{\"usageNanoCores\":" + nanoCores + "}}";
    }

    private static String podOf(List<String> containers) {
        return "{\"podRef\":{\"name\":\"p\",\"namespace\":\"n\"},\"containers\":" + containers + "}";
    }

    private static String container(String name, String start, int nanoCores) {
        return "{\"name\":\"" + name + "\"" + start(start) + ",\"cpu\":{\"usageNanoCores\":" + nanoCores + "}}";
    }

    private static String start(String time) {
        return time.isEmpty() ? "" : ",\"startTime\":\"" + time + "\"";
    }

    private static NodeBatch decode(List<String> pods) throws KubeletException {
        byte[] body = ("{\"node\":{},\"pods\":" + pods + "}").getBytes(StandardCharsets.UTF_8);
        return new SummaryDecoder(Lane.FULL).decode(RecordedAnswers.N1, RecordedAnswers.RECEIVED, body, body.length);
    }
}
