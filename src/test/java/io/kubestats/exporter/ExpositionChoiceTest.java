package io.kubestats.exporter;

import static io.kubestats.exporter.SelfSamples.good;
import static io.kubestats.testing.ExpositionSamples.node;
import static io.kubestats.testing.ExpositionSamples.pod;
import static io.kubestats.testing.ExpositionSamples.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.exporter.families.ExpositionFormat;
import io.kubestats.exporter.families.MetricFamily;
import io.kubestats.exporter.families.MetricGroup;
import io.kubestats.store.UsageView;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Selection of families and namespaces in an exposition. */
class ExpositionChoiceTest {
    private static final UsageView VIEW = view(
            node("node-a", pod("shop", "cart-0", "app"), pod("kube-system", "dns-0", "dns")),
            node("node-b", pod("kube-system", "dns-1", "dns")));

    @ParameterizedTest
    @CsvSource({
        "/metrics?collect[]=volume, volume",
        "/metrics/values?collect[]=node&collect[]=psi, node psi",
        "/metrics/nodes/node-a?collect[]=network, network",
        "/metrics/values?collect[]=self, ''",
        "/metrics/self?collect[]=pod, ''",
        "/metrics?collect[]=pod&name[]=kubestats_node_pids, ''",
    })
    void servesOnlyTheGroupsThatAreAskedFor(String path, String groups) {
        ExpositionText text = parsed(get(ExpositionConfig.defaults(), path));

        assertThat(text.families().keySet().stream()
                        .map(name -> MetricGroup.ofFamily(name).label())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(groups.isEmpty() ? List.of() : List.of(groups.split(" ", -1)));
    }

    @Test
    void servesSelfMetricsAloneWhereTheyAreTheGroup() {
        ExpositionText text = parsed(get(ExpositionConfig.defaults(), "/metrics?collect[]=self"));

        assertThat(text.families())
                .containsKeys("jvm_info", "kubestats_node_scrape_success")
                .doesNotContainKey("kubestats_node_pids");
    }

    @Test
    void refusesAnUnknownGroupAndSaysWhichThereAre() {
        HttpResponse<String> response =
                get(ExpositionConfig.defaults(), "/metrics?collect[]=node&collect[]=gpu&collect[]=cpu");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .isEqualTo("No such group: gpu, cpu. There are self, node, info, container, pod, volume, storage,"
                        + " network, system, swap, psi.\n");
    }

    @Test
    void leavesOutThePodsOfOtherNamespacesAndNothingElse() {
        ExpositionConfig shop = ExpositionConfig.defaults().withNamespaces("shop"::equals);

        ExpositionText text = parsed(get(shop, "/metrics/values"));

        assertThat(text.samples("kubestats_node_pids")).hasSize(2);
        assertThat(text.families().values())
                .flatExtracting(ExpositionText.Family::samples)
                .filteredOn(sample -> sample.labels().containsKey("pod"))
                .isNotEmpty()
                .allSatisfy(sample -> assertThat(sample.labels()).containsEntry("namespace", "shop"));
    }

    @Test
    void leavesWholeFamiliesOutAtTheLimitAndCountsIt() {
        Set<MetricFamily> families = EnumSet.of(
                MetricFamily.NODE_PIDS,
                MetricFamily.CONTAINER_CPU_USAGE,
                MetricFamily.CONTAINER_PAGE_FAULTS,
                MetricFamily.POD_CPU_WAITING,
                MetricFamily.VOLUME_USED);
        ExpositionConfig config =
                ExpositionConfig.defaults().withFamilies(families).withMaxSeries(9);

        HttpResponse<String> response = get(config, "/metrics", "Accept", "application/openmetrics-text;version=1.0.0");

        ExpositionText text = ExpositionText.parse(response.body(), ExpositionFormat.OPENMETRICS);
        assertThat(text.samples("kubestats_node_pids")).hasSize(2);
        assertThat(text.samples("kubestats_container_cpu_usage_seconds_total")).hasSize(3);
        assertThat(text.samples("kubestats_container_memory_page_faults_total")).hasSize(3);
        assertThat(text.families()).doesNotContainKeys("kubestats_volume_used_bytes");
        assertThat(text.samples("kubestats_pod_pressure_cpu_waiting_seconds_total"))
                .isEmpty();
        assertThat(text.value("kubestats_exposition_limited_total", "reason", "max_series"))
                .isEqualByComparingTo("1");
        assertThat(text.value("kubestats_exposition_series", "path", "/metrics"))
                .isEqualByComparingTo("8");
    }

    @Test
    void countsNothingWhileAllFits() {
        ExpositionConfig config = ExpositionConfig.defaults()
                .withFamilies(EnumSet.of(MetricFamily.NODE_PIDS))
                .withMaxSeries(2);

        ExpositionText text = parsed(get(config, "/metrics"));

        assertThat(text.samples("kubestats_node_pids")).hasSize(2);
        assertThat(text.value("kubestats_exposition_limited_total", "reason", "max_series"))
                .isZero();
    }

    private static HttpResponse<String> get(ExpositionConfig config, String path, String... headers) {
        SelfMetrics self = SelfMetrics.create("1.2.3", "abcdef0");
        try (MetricsServer server = MetricsServer.start(() -> VIEW, () -> List.of(good("node-a")), self, config)) {
            return server.get(path.replace("[", "%5B").replace("]", "%5D"), headers);
        }
    }

    private static ExpositionText parsed(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return ExpositionText.parse(response.body(), ExpositionFormat.TEXT);
    }
}
