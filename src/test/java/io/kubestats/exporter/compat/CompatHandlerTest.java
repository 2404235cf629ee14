package io.kubestats.exporter.compat;

import static io.kubestats.testing.ExpositionSamples.node;
import static io.kubestats.testing.ExpositionSamples.pod;
import static io.kubestats.testing.ExpositionSamples.view;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.kubestats.exporter.ExpositionConfig;
import io.kubestats.exporter.ExpositionText;
import io.kubestats.exporter.ExpositionText.Family;
import io.kubestats.exporter.ExpositionText.Sample;
import io.kubestats.exporter.MetricsServer;
import io.kubestats.exporter.SampleObjects;
import io.kubestats.exporter.SelfMetrics;
import io.kubestats.exporter.families.ExpositionFormat;
import io.kubestats.exporter.families.ObjectFacts;
import io.kubestats.kubelet.resource.ResourceMetricsDecoder;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.NodeBatch;
import io.kubestats.testing.CountedViews;
import io.kubestats.testing.RecordedSummaries;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompatHandlerTest {
    private static final Path RECORDED = Path.of("src", "test", "resources", "io", "kubestats", "exporter");
    private static final NodeBatch SHOP =
            node("node-a", pod("shop", "cart-0", "app", "proxy"), pod("kube-system", "dns-0", "dns"));

    @Test
    void saysHowToHaveWhatIsOff() {
        HttpResponse<String> response = get(EnumSet.of(CompatForm.RESOURCE), "/metrics/cadvisor", SHOP);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).startsWith("Not offered here: start kubestats with --compat=cadvisor");
    }

    @Test
    void listsOnlyWhatIsOn() {
        assertThat(handler(EnumSet.of(CompatForm.RESOURCE), SHOP).paths()).containsExactly("/metrics/resource");
    }

    @Test
    void repeatsWhatTheKubeletSaidOfItsResources() throws Exception {
        String recorded = recorded("kubelet-1.37-metrics-resource.txt");
        byte[] body = recorded.getBytes(UTF_8);
        NodeBatch batch = new ResourceMetricsDecoder()
                .decode(new KubeletTarget("node-a", URI.create("https://10.0.0.1:10250")), 0, body, body.length);

        ExpositionText ours = ours(CompatForm.RESOURCE, batch);

        ExpositionText theirs = ExpositionText.parse(withoutTimestamps(recorded), ExpositionFormat.TEXT);
        Set<String> missing = new TreeSet<>(theirs.families().keySet());
        missing.removeAll(ours.families().keySet());
        assertThat(missing).containsExactly("container_swap_limit_bytes", "resource_scrape_error");
        for (Family family : ours.families().values()) {
            Family same = theirs.family(family.name());
            assertThat(family.type()).isEqualTo(same.type());
            assertThat(family.help()).isEqualTo(same.help());
            Map<String, Double> expected = values(same);
            assertThat(values(family)).hasSameSizeAs(expected).allSatisfy((labels, value) -> {
                assertThat(expected).containsKey(labels);
                // Only the start time has a higher resolution there: Kubestats keeps whole seconds, as in the Summary
                // API.
                double start = family.name().equals("container_start_time_seconds") ? 1 : 0;
                assertThat(value).isEqualTo(expected.get(labels), offset(start));
            });
        }
    }

    @Test
    void hasTheSameSeriesOfResourcesFromTheSummaryOfTheSameKubelet() throws IOException {
        ExpositionText ours = ours(CompatForm.RESOURCE, RecordedSummaries.batch("1.37"));

        ExpositionText theirs = ExpositionText.parse(
                withoutTimestamps(recorded("kubelet-1.37-metrics-resource.txt")), ExpositionFormat.TEXT);
        for (Family family : ours.families().values()) {
            assertThat(values(family).keySet())
                    .isEqualTo(values(theirs.family(family.name())).keySet());
        }
        assertThat(ours.families()).hasSizeGreaterThan(6);
    }

    @Test
    void namesAndDescribesEverythingAsCadvisorDoes() throws IOException {
        List<String> recorded =
                recorded("kubelet-1.35-metrics-cadvisor-excerpt.txt").lines().toList();

        ExpositionText ours = ours(CompatForm.CADVISOR, RecordedSummaries.batch("1.35"));

        assertThat(ours.families()).hasSizeGreaterThan(20);
        for (Family family : ours.families().values()) {
            assertThat(recorded)
                    .contains("# HELP " + family.name() + ' ' + family.help())
                    .contains("# TYPE " + family.name() + ' ' + family.type());
            String sample = recorded.stream()
                    .filter(line -> line.startsWith(family.name() + '{'))
                    .findFirst()
                    .orElseThrow();
            for (Sample one : family.samples()) {
                assertThat(one.labels().keySet())
                        .allMatch(label -> label.equals("node") || sample.contains(label + '='));
            }
        }
    }

    @Test
    void hasTheContainersOfCadvisorForTheSelectorsOfTheMixins() throws IOException {
        ExpositionText theirs = ExpositionText.parse(
                onlyFamily(recorded("kubelet-1.35-metrics-cadvisor-excerpt.txt"), "container_start_time_seconds"),
                ExpositionFormat.TEXT);

        ExpositionText ours = ours(CompatForm.CADVISOR, RecordedSummaries.batch("1.35"));

        Map<String, Double> expected = containers(theirs, "container_start_time_seconds");
        assertThat(expected).isNotEmpty();
        assertThat(containers(ours, "container_memory_working_set_bytes").keySet())
                .isEqualTo(expected.keySet());
        assertThat(containers(ours, "container_start_time_seconds")).isEqualTo(expected);
    }

    @Test
    void takesTheMachinesMemoryFromWhatIsLeftAndItsCoresFromItsObject() {
        ExpositionText ours = ours(CompatForm.CADVISOR, RecordedSummaries.batch("1.35"));

        assertThat(ours.value("machine_memory_bytes")).isEqualByComparingTo("8216887296");
        assertThat(ours.value("machine_cpu_cores")).isEqualByComparingTo("4");
    }

    @ParameterizedTest
    @EnumSource(CompatForm.class)
    void hasEveryFamilyInItsDocument(CompatForm form) throws IOException {
        ExpositionText ours = ours(form, SHOP);

        String document = Files.readString(Path.of("docs", "compat.md"), UTF_8);
        assertThat(ours.families()).hasSizeGreaterThan(5);
        assertThat(ours.families().keySet()).allMatch(name -> document.contains('`' + name + '`'));
    }

    @ParameterizedTest
    @EnumSource(CompatForm.class)
    void isOpenMetricsForThoseWhoAskAndKeepsToTheNamespaces(CompatForm form) {
        CountedViews views = new CountedViews(view(SHOP, node("odd \"\\ nöde")));
        CompatHandler handler = new CompatHandler(
                views,
                ObjectFacts.NONE,
                EnumSet.of(form),
                SelfMetrics.create("1.2.3", "abcdef0"),
                ExpositionConfig.defaults().withNamespaces("shop"::equals),
                () -> 0);
        try (MetricsServer server = MetricsServer.start(handler)) {
            String body = server.get(form.path(), "Accept", "application/openmetrics-text")
                    .body();

            ExpositionText text = ExpositionText.parse(body, ExpositionFormat.OPENMETRICS);
            assertThat(text.families()).isNotEmpty();
            assertThat(body).contains("namespace=\"shop\"", "nöde").doesNotContain("kube-system");
            assertThat(views.taken()).isEqualTo(1);
            Awaitility.await().until(() -> views.open() == 0);
        }
    }

    @Test
    void namesTheImagesThatThePodsObjectsName() {
        ExpositionText ours = ours(CompatForm.CADVISOR, SHOP);

        assertThat(ours.samples("container_memory_rss"))
                .filteredOn(sample -> sample.labels().containsKey("container"))
                .extracting(sample -> sample.labels().get("image"))
                .containsExactlyInAnyOrder(
                        "registry.example/app:1.2", "registry.example/proxy:1.2", "registry.example/dns:1.2");
    }

    private static ExpositionText ours(CompatForm form, NodeBatch batch) {
        HttpResponse<String> response = get(EnumSet.of(form), form.path(), batch);
        assertThat(response.statusCode()).isEqualTo(200);
        return ExpositionText.parse(response.body(), ExpositionFormat.TEXT);
    }

    private static HttpResponse<String> get(Set<CompatForm> forms, String path, NodeBatch batch) {
        try (MetricsServer server = MetricsServer.start(handler(forms, batch))) {
            return server.get(path);
        }
    }

    private static CompatHandler handler(Set<CompatForm> forms, NodeBatch batch) {
        return new CompatHandler(
                () -> view(batch),
                SampleObjects.of(batch),
                forms,
                SelfMetrics.create("1.2.3", "abcdef0"),
                ExpositionConfig.defaults(),
                () -> 0);
    }

    private static Map<String, Double> containers(ExpositionText text, String name) {
        Map<String, Double> values = new TreeMap<>();
        for (Sample sample : text.samples(name)) {
            Map<String, String> labels = sample.labels();
            if (!labels.getOrDefault("container", "").isEmpty()
                    && !labels.getOrDefault("image", "").isEmpty()) {
                String key = labels.get("namespace") + '/' + labels.get("pod") + '/' + labels.get("container");
                assertThat(values.put(key, Double.parseDouble(sample.text()))).isNull();
            }
        }
        return values;
    }

    private static Map<String, Double> values(Family family) {
        Map<String, Double> values = new TreeMap<>();
        for (Sample sample : family.samples()) {
            Map<String, String> labels = new TreeMap<>(sample.labels());
            labels.remove("node");
            values.put(labels.toString(), Double.parseDouble(sample.text()));
        }
        return values;
    }

    private static String recorded(String name) throws IOException {
        return Files.readString(RECORDED.resolve(name), UTF_8);
    }

    private static String onlyFamily(String text, String name) {
        return withoutTimestamps(text.lines()
                .filter(line -> line.startsWith(name + '{') || line.contains(" " + name + " "))
                .filter(line -> !line.contains("container=\"\""))
                .collect(Collectors.joining("\n", "", "\n")));
    }

    private static String withoutTimestamps(String text) {
        return text.replaceAll("(?m)^([^#].*) \\d{13}$", "$1");
    }
}
