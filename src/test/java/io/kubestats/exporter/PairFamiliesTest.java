package io.kubestats.exporter;

import static io.kubestats.exporter.SelfSamples.good;
import static io.kubestats.testing.ExpositionSamples.node;
import static io.kubestats.testing.ExpositionSamples.pod;
import static io.kubestats.testing.ExpositionSamples.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.cluster.NamespaceMeta;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.PodFacts;
import io.kubestats.cluster.PodMeta;
import io.kubestats.config.KeyChoice;
import io.kubestats.config.MetadataChoice;
import io.kubestats.config.ObjectKeys;
import io.kubestats.exporter.families.ExpositionFormat;
import io.kubestats.exporter.families.MetricFamily;
import io.kubestats.model.NodeBatch;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels and annotations of objects, at {@code /metrics}. */
class PairFamiliesTest {
    private static final NodeBatch ONE = node("n-1", pod("shop", "cart-0", "app"), pod("kube-system", "dns", "dns"));
    private static final NodeBatch OTHER = node("n-2", pod("shop", "cart-1", "app"));
    private static final Set<MetricFamily> FAMILIES = EnumSet.of(
            MetricFamily.NODE_PIDS,
            MetricFamily.NODE_LABELS,
            MetricFamily.POD_LABELS,
            MetricFamily.POD_ANNOTATIONS,
            MetricFamily.NAMESPACE_LABELS,
            MetricFamily.NAMESPACE_ANNOTATIONS);
    private static final SampleObjects OBJECTS = new SampleObjects()
            .put(new NodeMeta("n-1", Map.of("topology.kubernetes.io/zone", "a", "pool", "spot"), SampleObjects.NODE))
            .put(cart("cart-0", "n-1", Map.of("app", "cart", "team", "web", "pod-template-hash", "x"), Map.of()))
            .put(cart("cart-1", "n-2", Map.of("pod-template-hash", "x"), Map.of("note", "a \"b\"\\\nc")))
            .put(new NamespaceMeta("kube-system", Map.of("costCenter", "1", "cost-center", "2"), Map.of()))
            .put(new NamespaceMeta("shop", Map.of("costCenter", "3"), Map.of("note", "x")));

    @Test
    void writesOnlyWhatIsAllowedAndASeriesForWhomHasNone() {
        ExpositionText text = get("/metrics/values");

        assertThat(text.samples("kubestats_pod_labels"))
                .extracting(ExpositionText.Sample::labels)
                .containsExactly(
                        Map.of(
                                "node",
                                "n-1",
                                "namespace",
                                "shop",
                                "pod",
                                "cart-0",
                                "label_app",
                                "cart",
                                "label_team",
                                "web"),
                        Map.of("node", "n-2", "namespace", "shop", "pod", "cart-1"));
        assertThat(text.samples("kubestats_node_labels"))
                .extracting(ExpositionText.Sample::labels)
                .containsExactly(Map.of("node", "n-1", "label_topology_kubernetes_io_zone", "a"));
    }

    @Test
    void escapesWhatPeopleWrite() {
        assertThat(get("/metrics").samples("kubestats_pod_annotations"))
                .filteredOn(sample -> sample.labels().containsValue("cart-1"))
                .singleElement()
                .satisfies(sample -> assertThat(sample.labels()).containsEntry("annotation_note", "a \"b\"\\\nc"));
    }

    @Test
    void writesNamespacesWithoutANodeAndNumbersNamesThatClash() {
        assertThat(get("/metrics").samples("kubestats_namespace_labels"))
                .extracting(ExpositionText.Sample::labels)
                .containsExactly(
                        Map.of(
                                "namespace",
                                "kube-system",
                                "label_cost_center_conflict1",
                                "2",
                                "label_cost_center_conflict2",
                                "1"),
                        Map.of("namespace", "shop", "label_cost_center", "3"));
    }

    @ParameterizedTest
    @CsvSource({
        "/metrics, 2, 1, 2",
        "/metrics/values, 2, 1, 2",
        "/metrics/values?node=n-1, 1, 1, 0",
        "/metrics/nodes/n-1, 1, 1, 0",
        "/metrics/nodes/n-2, 1, 0, 0",
        "/metrics?collect[]=info, 2, 1, 2",
        "/metrics?collect[]=node, 0, 0, 0",
        "/metrics?name[]=kubestats_namespace_labels, 0, 0, 2",
    })
    void writesWhatAPathIsOf(String path, int pods, int nodes, int namespaces) {
        ExpositionText text = get(path);

        assertThat(text.samples("kubestats_pod_labels")).hasSize(pods);
        assertThat(text.samples("kubestats_node_labels")).hasSize(nodes);
        assertThat(text.samples("kubestats_namespace_labels")).hasSize(namespaces);
    }

    @Test
    void leavesOutNamespacesThatAreNotWanted() {
        ExpositionText text = get(config().withNamespaces("shop"::equals), "/metrics");

        assertThat(text.samples("kubestats_namespace_labels"))
                .extracting(sample -> sample.labels().get("namespace"))
                .containsExactly("shop");
        assertThat(text.samples("kubestats_node_labels")).hasSize(1);
    }

    @Test
    void countsThemUnderTheLimit() {
        ExpositionText text = get(config().withMaxSeries(5), "/metrics");

        assertThat(text.samples("kubestats_pod_labels")).hasSize(2);
        assertThat(text.samples("kubestats_node_labels")).hasSize(1);
        assertThat(text.samples("kubestats_pod_annotations")).isEmpty();
        assertThat(text.value("kubestats_exposition_limited_total", "reason", "max_series"))
                .isEqualByComparingTo("1");
    }

    private static PodMeta cart(String name, String node, Map<String, String> labels, Map<String, String> annotations) {
        return new PodMeta("shop", name, node, labels, PodFacts.UNKNOWN.withAnnotations(annotations));
    }

    private static ExpositionConfig config() {
        ObjectKeys labels = new ObjectKeys(keys("topology.kubernetes.io/*"), keys("app", "team"), keys("*"));
        ObjectKeys annotations = new ObjectKeys(KeyChoice.NONE, keys("note"), keys("note"));
        return ExpositionConfig.defaults().withFamilies(FAMILIES).withMetadata(new MetadataChoice(labels, annotations));
    }

    private static KeyChoice keys(String... patterns) {
        return new KeyChoice(List.of(patterns));
    }

    private static ExpositionText get(String path) {
        return get(config(), path);
    }

    private static ExpositionText get(ExpositionConfig config, String path) {
        SelfMetrics self = SelfMetrics.create("1.2.3", "abcdef0");
        MetricsHandler handler = new MetricsHandler(
                () -> view(ONE, OTHER), OBJECTS, () -> List.of(good("n-1"), good("n-2")), self, config, () -> 0);
        try (MetricsServer server = MetricsServer.start(handler)) {
            HttpResponse<String> response = server.get(path.replace("[", "%5B").replace("]", "%5D"));
            assertThat(response.statusCode()).isEqualTo(200);
            return ExpositionText.parse(response.body(), ExpositionFormat.TEXT);
        }
    }
}
