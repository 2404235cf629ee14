package io.kubestats.exporter.families;

import static io.kubestats.testing.ExpositionSamples.TIME;
import static io.kubestats.testing.ExpositionSamples.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.cluster.OwnerReference;
import io.kubestats.cluster.PodFacts;
import io.kubestats.model.InterfacePoint;
import io.kubestats.model.NetworkPoint;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.PodDetail;
import io.kubestats.model.PodPoint;
import io.kubestats.testing.RecordedSummaries;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNetworkTest {
    @ParameterizedTest
    @ValueSource(strings = {"1.31", "1.33", "1.35"})
    void marksExactlyThePodsThatAskedForTheHostsNetwork(String version) {
        NodeBatch batch = RecordedSummaries.batch(version);

        BitSet shared = HostNetwork.of(batch.point().detail().network(), batch.pods(), unknown(batch));

        Set<String> marked = shared.stream()
                .mapToObj(i -> batch.pods().get(i).ref())
                .map(ref -> ref.namespace() + '/' + ref.name())
                .collect(Collectors.toSet());
        Set<String> listed = batch.pods().stream()
                .map(pod -> pod.ref().namespace() + '/' + pod.ref().name())
                .filter(RecordedSummaries.hostNetworkPods(version)::contains)
                .collect(Collectors.toSet());
        assertThat(marked).isEqualTo(listed);
    }

    @Test
    void takesCloseCountersInAnyOrderOfInterfaces() {
        NetworkPoint node = network(traffic("eth0", 1_000_000, 500_000), traffic("eth1", 10, 10));
        NetworkPoint pod = network(traffic("eth1", 10, 10), traffic("eth0", 1_020_000, 510_000));

        assertThat(isShared(node, pod)).isTrue();
    }

    @Test
    void letsAPodWithOtherInterfacesKeepItsTraffic() {
        NetworkPoint node = network(traffic("ens5", 1_000_000, 500_000));

        assertThat(isShared(node, network(traffic("eth0", 1_000_000, 500_000)))).isFalse();
        assertThat(isShared(node, network())).isFalse();
        assertThat(isShared(network(), network())).isFalse();
    }

    @Test
    void letsABusyPodKeepItsTraffic() {
        NetworkPoint node = network(traffic("eth0", 1_000_000, 500_000));

        assertThat(isShared(node, network(traffic("eth0", 900_000, 450_000)))).isFalse();
        assertThat(isShared(node, network(traffic("eth0", 1_300_000, 200_000)))).isFalse();
    }

    @Test
    void believesThePodsObjectMoreThanItsTraffic() {
        NetworkPoint node = network(traffic("eth0", 1_000_000, 500_000));
        NetworkPoint other = network(traffic("eth0", 3, 4));

        assertThat(isShared(node, node, facts(false))).isFalse();
        assertThat(isShared(node, other, facts(true))).isTrue();
    }

    private static PodFacts facts(boolean hostNetwork) {
        return new PodFacts(
                "", hostNetwork, "Burstable", "", OwnerReference.NONE, new OwnerReference("Pod", ""), List.of());
    }

    private static PodFacts[] unknown(NodeBatch batch) {
        PodFacts[] facts = new PodFacts[batch.pods().size()];
        Arrays.fill(facts, PodFacts.UNKNOWN);
        return facts;
    }

    private static boolean isShared(NetworkPoint node, NetworkPoint pod) {
        return isShared(node, pod, PodFacts.UNKNOWN);
    }

    private static boolean isShared(NetworkPoint node, NetworkPoint pod, PodFacts facts) {
        PodPoint sample = pod("a", "b", "c");
        PodDetail detail = new PodDetail(
                pod,
                List.of(),
                sample.detail().ephemeralStorage(),
                sample.detail().ioPressure(),
                1);
        PodPoint point = new PodPoint(sample.ref(), sample.usage(), sample.containers(), detail);
        return HostNetwork.of(node, List.of(point), facts).get(0);
    }

    private static NetworkPoint network(InterfacePoint... interfaces) {
        return new NetworkPoint(TIME, "", List.of(interfaces));
    }

    private static InterfacePoint traffic(String name, long received, long sent) {
        return new InterfacePoint(name, received, 0, sent, 0);
    }
}
