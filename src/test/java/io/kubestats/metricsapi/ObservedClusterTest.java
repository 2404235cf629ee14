package io.kubestats.metricsapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.PodMeta;
import io.kubestats.cluster.selector.LabelSelector;
import io.kubestats.model.ResourceUsage;
import io.kubestats.store.UsageView;
import io.kubestats.store.series.ContainerUsage;
import io.kubestats.store.series.PodUsage;
import io.kubestats.testing.FakeUsageView;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObservedClusterTest {
    private final UsageView[] view = {Shop.view()};
    private final ObservedCluster cluster = new ObservedCluster(() -> view[0]);

    @Test
    void showsTheNodesThatKubeletsToldOf() {
        assertThat(cluster.nodes(LabelSelector.everything()))
                .extracting(NodeMeta::name)
                .containsExactly("n1", "n2", "n9");
        assertThat(cluster.node("n9")).contains(new NodeMeta("n9", Map.of()));
        assertThat(cluster.node("n3")).isEmpty();
    }

    @Test
    void showsTheirPodsAndWhereTheyRun() {
        assertThat(cluster.pods(LabelSelector.everything()))
                .containsExactly(
                        new PodMeta("kube-system", "dns", "n1", Map.of()),
                        new PodMeta("shop", "web-0", "n1", Map.of()),
                        new PodMeta("shop", "web-1", "n2", Map.of()));
        assertThat(cluster.pod("shop", "web-1")).map(PodMeta::node).contains("n2");
        assertThat(cluster.pods("kube-system", LabelSelector.everything())).hasSize(1);
    }

    @Test
    void isMadeAnewOnlyWhenTheRosterChanges() {
        List<PodMeta> before = cluster.pods(LabelSelector.everything());

        view[0] = Shop.view();
        List<PodMeta> same = cluster.pods(LabelSelector.everything());
        view[0] = FakeUsageView.of(2, List.of());
        List<PodMeta> changed = cluster.pods(LabelSelector.everything());

        assertThat(same).isSameAs(before);
        assertThat(changed).isEmpty();
    }

    @Test
    void putsAPodThatMovedWhereItWasMeasuredLast() {
        view[0] = FakeUsageView.of(
                3,
                List.of(
                        FakeUsageView.nodeWithoutUsage("a", measured(2)),
                        FakeUsageView.nodeWithoutUsage("b", measured(3)),
                        FakeUsageView.nodeWithoutUsage("c", measured(1))));

        assertThat(cluster.pods(LabelSelector.everything()))
                .extracting(PodMeta::node)
                .containsExactly("b");
    }

    private static PodUsage measured(long timestampMillis) {
        return FakeUsageView.pod("x", "p", new ContainerUsage("c", new ResourceUsage(1, 1, timestampMillis, 1)));
    }
}
