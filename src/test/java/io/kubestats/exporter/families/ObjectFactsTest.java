package io.kubestats.exporter.families;

import static io.kubestats.testing.ExpositionSamples.node;
import static io.kubestats.testing.ExpositionSamples.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.cluster.ContainerFacts;
import io.kubestats.cluster.OwnerReference;
import io.kubestats.cluster.PodFacts;
import io.kubestats.cluster.ResourceAmounts;
import io.kubestats.exporter.ExpositionConfig;
import io.kubestats.exporter.ExpositionText;
import io.kubestats.exporter.Expositions;
import io.kubestats.exporter.SampleObjects;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.PodPoint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Facts from API server objects, at {@code /metrics}. */
class ObjectFactsTest {
    private static final String REQUESTS = "kubestats_container_resource_requests";
    private static final String INFO = "kubestats_pod_info";

    private final PodPoint cart = pod("shop", "cart-0", "app", "proxy");
    private final NodeBatch node = node("n", cart);

    @Test
    void countsCoresExactlyAndTheRestInWholes() {
        String text = text(SampleObjects.of(node), node);

        assertThat(text)
                .contains("kubestats_node_allocatable{node=\"n\",resource=\"cpu\",unit=\"core\"} 3.92\n")
                .contains("kubestats_node_capacity{node=\"n\",resource=\"pods\",unit=\"integer\"} 110\n")
                .contains("container=\"proxy\",resource=\"cpu\",unit=\"core\"} 0.25\n")
                .contains("container=\"proxy\",resource=\"ephemeral_storage\",unit=\"byte\"} 1073741824\n");
    }

    @Test
    void saysWhichImageEachContainerRuns() {
        assertThat(text(SampleObjects.of(node), node))
                .contains("kubestats_container_info{node=\"n\",namespace=\"shop\",pod=\"cart-0\",container=\"proxy\","
                        + "image=\"registry.example/proxy:1.2\"} 1\n");
    }

    @Test
    void saysByWhichIdTheRuntimeKnowsEachContainerOnRequest() {
        PodFacts facts = bare("").withContainerIds(Map.of("app", "containerd://4f", "proxy", "containerd://a0"));

        String text = Expositions.write(
                new SampleObjects().put("n", cart, facts),
                ExpositionFormat.TEXT,
                Set.of(MetricFamily.CONTAINER_ID_INFO),
                node);

        assertThat(text)
                .contains("kubestats_container_id_info{node=\"n\",namespace=\"shop\",pod=\"cart-0\",container=\"app\","
                        + "container_id=\"containerd://4f\"} 1\n")
                .contains("container=\"proxy\",container_id=\"containerd://a0\"} 1\n");
    }

    @Test
    void leavesOutWhatNobodyAsksFor() {
        ExpositionText text = parse(SampleObjects.of(node), node);

        assertThat(text.samples("kubestats_container_resource_limits"))
                .extracting(sample ->
                        sample.labels().get("container") + " " + sample.labels().get("resource"))
                .containsExactly("app memory", "app ephemeral_storage");
    }

    @Test
    void saysOnlyTheUidWhereNoPodIsWatched() {
        ExpositionText text = parse(ObjectFacts.NONE, node);

        assertThat(text.samples(INFO))
                .singleElement()
                .satisfies(sample -> assertThat(sample.labels())
                        .containsEntry("uid", "uid-of-cart-0")
                        .containsEntry("workload", "")
                        .containsEntry("host_network", ""));
        assertThat(text.families().keySet())
                .noneMatch(name ->
                        name.contains("resource") || name.contains("allocatable") || name.contains("node_info"));
    }

    @Test
    void namesAPodWithoutAnOwnerAsItsOwnWorkload() {
        ExpositionText text = parse(new SampleObjects().put("n", cart, bare("")), node);

        assertThat(text.samples(INFO))
                .singleElement()
                .satisfies(sample -> assertThat(sample.labels())
                        .containsEntry("workload_kind", "Pod")
                        .containsEntry("workload", "cart-0")
                        .containsEntry("created_by_kind", ""));
    }

    @Test
    void knowsAStaticPodByTheUidOfTheApiServer() {
        ExpositionText text = parse(new SampleObjects().put("n", cart, bare("api-uid")), node);

        assertThat(text.samples(INFO))
                .singleElement()
                .satisfies(sample -> assertThat(sample.labels()).containsEntry("uid", "api-uid"));
    }

    @Test
    void countsTheRequestsOfAPodThatMovedOnItsNewNodeAlone() {
        NodeBatch before = node("before", cart);
        NodeBatch now = node("now", cart);
        SampleObjects objects = SampleObjects.of(before, now);

        ExpositionText text = parse(objects, before, now);

        assertThat(text.samples(REQUESTS))
                .isNotEmpty()
                .allSatisfy(sample -> assertThat(sample.labels()).containsEntry("node", "now"));
        assertThat(text.samples(INFO)).hasSize(2);
    }

    @Test
    void escapesWhatObjectsSay() {
        String odd = "a\"b\\c\nd-東京";
        PodFacts facts = new PodFacts(
                "",
                true,
                odd,
                odd,
                new OwnerReference(odd, odd),
                new OwnerReference(odd, odd),
                List.of(new ContainerFacts(odd, odd, new ResourceAmounts(1, 2, 3, -1), ResourceAmounts.ABSENT)));

        ExpositionText text = parse(new SampleObjects().put("n", cart, facts), node);

        assertThat(text.samples(INFO))
                .singleElement()
                .satisfies(sample -> assertThat(sample.labels())
                        .containsEntry("workload", odd)
                        .containsEntry("qos_class", odd));
        assertThat(text.samples(REQUESTS))
                .hasSize(3)
                .allSatisfy(sample -> assertThat(sample.labels()).containsEntry("container", odd));
        assertThat(text.samples("kubestats_container_info"))
                .singleElement()
                .satisfies(sample -> assertThat(sample.labels()).containsEntry("image", odd));
    }

    private static PodFacts bare(String mirrorUid) {
        return new PodFacts(
                mirrorUid, false, "BestEffort", "", OwnerReference.NONE, new OwnerReference("Pod", ""), List.of());
    }

    private static ExpositionText parse(ObjectFacts objects, NodeBatch... batches) {
        return ExpositionText.parse(text(objects, batches), ExpositionFormat.TEXT);
    }

    private static String text(ObjectFacts objects, NodeBatch... batches) {
        return Expositions.write(
                objects, ExpositionFormat.TEXT, ExpositionConfig.defaults().families(), batches);
    }
}
