package io.kubestats.exporter;

import static io.kubestats.testing.ExpositionSamples.fastNode;
import static io.kubestats.testing.ExpositionSamples.fs;
import static io.kubestats.testing.ExpositionSamples.node;
import static io.kubestats.testing.ExpositionSamples.pod;
import static io.kubestats.testing.ExpositionSamples.usage;
import static io.kubestats.testing.ExpositionSamples.withSwap;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.cluster.NamespaceMeta;
import io.kubestats.exporter.families.ExpositionFormat;
import io.kubestats.exporter.families.MetricFamily;
import io.kubestats.model.AnswerForm;
import io.kubestats.model.ContainerDetail;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.FsPoint;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.NodeDetail;
import io.kubestats.model.NodePoint;
import io.kubestats.model.PodDetail;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.PressurePoint;
import io.kubestats.model.Reading;
import io.kubestats.model.UsagePoint;
import io.kubestats.model.VolumePoint;
import io.kubestats.testing.ExpositionSamples;
import io.kubestats.testing.RecordedSummaries;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataWriterTest {
    @Test
    void writesEveryFamilyAsText() throws IOException {
        NodeBatch batch = swapNode(separateContainerFs(node("node-a", pod("shop", "cart-0", "app", "proxy"))));

        String text = Expositions.write(objects(batch), ExpositionFormat.TEXT, Expositions.EVERY_FAMILY, batch);

        assertThat(ExpositionText.parse(text, ExpositionFormat.TEXT).families())
                .as("a sample of every family, but for averages of memory and I/O and omitted interfaces")
                .hasSize(MetricFamily.values().length - 5);
        Goldens.assertResource("every-family.txt", text);
    }

    @Test
    void writesEveryFamilyAsOpenMetrics() throws IOException {
        NodeBatch batch = swapNode(separateContainerFs(node("node-a", pod("shop", "cart-0", "app", "proxy"))));

        String text = Expositions.write(objects(batch), ExpositionFormat.OPENMETRICS, Expositions.EVERY_FAMILY, batch)
                + "# EOF\n";

        assertThat(ExpositionText.parse(text, ExpositionFormat.OPENMETRICS).families())
                .hasSize(MetricFamily.values().length - 5);
        Goldens.assertResource("every-family.openmetrics.txt", text);
    }

    @Test
    void writesTheRecordedAnswerOfKubelet135() throws IOException {
        NodeBatch batch = RecordedSummaries.batch("1.35");

        String text = Expositions.text(batch);

        Goldens.assertResource("kubelet-1.35.txt", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.31", "1.33", "1.35", "1.37"})
    void writesEveryRecordedAnswerInBothFormats(String version) {
        NodeBatch batch = RecordedSummaries.batch(version);

        String text = Expositions.write(ExpositionFormat.TEXT, Expositions.EVERY_FAMILY, batch);
        String openMetrics = Expositions.write(ExpositionFormat.OPENMETRICS, Expositions.EVERY_FAMILY, batch);

        ExpositionText one = ExpositionText.parse(text, ExpositionFormat.TEXT);
        ExpositionText other = ExpositionText.parse(openMetrics + "# EOF\n", ExpositionFormat.OPENMETRICS);
        assertThat(allSamples(one)).isEqualTo(allSamples(other)).hasSizeGreaterThan(50);
    }

    @Test
    void writesNothingForNoNodes() {
        assertThat(Expositions.text()).isEmpty();
    }

    @Test
    void leavesOutFamiliesWithoutReadings() {
        NodePoint silent = new NodePoint(UsagePoint.ABSENT, List.of(), NodeDetail.ABSENT);
        NodeBatch batch = new NodeBatch("quiet", AnswerForm.SUMMARY, silent, List.of(), Map.of());

        String text = Expositions.write(ExpositionFormat.TEXT, Expositions.EVERY_FAMILY, batch);

        assertThat(text).isEmpty();
    }

    @Test
    void leavesOutAbsentReadingsOfSomeContainersOnly() {
        ContainerPoint told = ExpositionSamples.container("told", 3);
        ContainerPoint silent = new ContainerPoint("silent", UsagePoint.ABSENT, ContainerDetail.ABSENT);
        PodPoint pod = podOf(List.of(told, silent), PodDetail.ABSENT);

        ExpositionText text = Expositions.parsed(fastNode("n", pod));

        assertThat(text.samples("kubestats_container_cpu_usage_seconds_total"))
                .singleElement()
                .satisfies(sample -> assertThat(sample.labels()).containsEntry("container", "told"));
    }

    @Test
    void writesZeroWhereTheReadingIsZero() {
        UsagePoint idle = usage(0);
        PodPoint pod = new PodPoint(new PodRef("a", "b", ""), idle, List.of(), PodDetail.ABSENT);

        ExpositionText text = Expositions.parsed(fastNode("n", pod));

        assertThat(text.value("kubestats_pod_cpu_usage_seconds_total", "pod", "b"))
                .isZero();
    }

    @Test
    void writesSecondsExactly() {
        NodeBatch batch = fastNode("n");

        String text = Expositions.text(batch);

        assertThat(text)
                .contains("kubestats_node_cpu_usage_seconds_total{node=\"n\"} 1.234567891\n")
                .contains("kubestats_node_pressure_cpu_waiting_seconds_total{node=\"n\"} 0.0001\n")
                .contains("kubestats_node_sample_timestamp_seconds{node=\"n\"} 1793491200\n");
    }

    @Test
    void hasNoBootTimeAndNoStorageFromTheFastLaneAlone() {
        ExpositionText text = Expositions.parsed(fastNode("n"));

        assertThat(text.families().keySet())
                .contains("kubestats_node_cpu_usage_seconds_total")
                .noneMatch(name -> name.contains("boot_time") || name.contains("_fs_") || name.contains("network"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"quote\"", "back\\slash", "line\nfeed", "zürich-東京", "\\n", "\"}\n# EOF\n"})
    void escapesNamesSoThatTheyReadBack(String odd) {
        PodPoint pod = pod("shop", odd, odd);
        NodeBatch batch = node(odd, pod);

        ExpositionText text = Expositions.parsed(batch);

        assertThat(text.samples("kubestats_container_memory_rss_bytes"))
                .singleElement()
                .satisfies(sample -> assertThat(sample.labels())
                        .isEqualTo(Map.of("node", odd, "namespace", "shop", "pod", odd, "container", odd)));
    }

    @Test
    void dropsDeadInterfacesAndTokenVolumes() {
        ExpositionText text = Expositions.parsed(node("n", pod("shop", "cart-0", "app")));

        assertThat(text.samples("kubestats_node_network_receive_bytes_total"))
                .extracting(sample -> sample.labels().get("interface"))
                .containsExactly("eth0");
        assertThat(text.samples("kubestats_pod_network_receive_bytes_total"))
                .extracting(sample -> sample.labels().get("interface"))
                .containsExactly("eth0");
        assertThat(text.samples("kubestats_volume_used_bytes"))
                .singleElement()
                .satisfies(sample -> assertThat(sample.labels())
                        .containsEntry("volume", "data")
                        .containsEntry("persistentvolumeclaim", "data-cart-0"));
    }

    @Test
    void leavesOutTheNetworkOfPodsOnTheHost() {
        PodPoint own = pod("shop", "cart-0", "app");
        NodeBatch node = node("n");
        PodPoint host = podOf(List.of(), withNetworkOf(node, own.detail()));

        ExpositionText text = Expositions.parsed(node("n", own, host));

        assertThat(text.samples("kubestats_pod_network_transmit_bytes_total"))
                .extracting(sample -> sample.labels().get("pod"))
                .containsExactly("cart-0");
    }

    @Test
    void writesSwapOfPodsOnlyOnNodesThatHaveSwap() {
        PodPoint zero = new PodPoint(new PodRef("a", "b", ""), withSwap(usage(1), 0, 0), List.of(), PodDetail.ABSENT);
        NodeBatch without = fastNode("without", zero);
        NodeBatch with = swapNode(fastNode("with", zero));

        ExpositionText text = Expositions.parsed(without, with);

        assertThat(text.samples("kubestats_pod_swap_usage_bytes"))
                .extracting(sample -> sample.labels().get("node"))
                .containsExactly("with");
        assertThat(text.samples("kubestats_node_swap_available_bytes")).hasSize(1);
    }

    @Test
    void writesTheContainerFilesystemOnlyWhereItIsSeparate() {
        NodeBatch same = node("same");
        NodeBatch separate = separateContainerFs(node("separate"));

        ExpositionText text = Expositions.parsed(same, separate);

        assertThat(text.samples("kubestats_node_imagefs_used_bytes")).hasSize(2);
        assertThat(text.samples("kubestats_node_containerfs_used_bytes"))
                .extracting(sample -> sample.labels().get("node"))
                .containsExactly("separate");
    }

    @Test
    void leavesOutWhatTheKubeletDoesNotKnowOfAVolume() {
        FsPoint unknown = new FsPoint(ExpositionSamples.TIME, 0, 0, 0, 0, 0, 0);
        FsPoint withoutInodes = new FsPoint(ExpositionSamples.TIME, 10, 30, 20, 0, 0, 0);
        PodPoint pod = podOf(
                List.of(),
                withVolumes(List.of(
                        new VolumePoint("unknown", "", unknown), new VolumePoint("nfs", "claim", withoutInodes))));

        ExpositionText text = Expositions.parsed(node("n", pod));

        assertThat(text.samples("kubestats_volume_capacity_bytes"))
                .extracting(sample -> sample.labels().get("volume"))
                .containsExactly("nfs");
        assertThat(text.samples("kubestats_volume_inodes")).isEmpty();
        assertThat(text.samples("kubestats_volume_inodes_used")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ExpositionFormat.class)
    void labelsEverySampleAsTheCatalogueSays(ExpositionFormat format) {
        NodeBatch batch = swapNode(separateContainerFs(node("node-a", pod("shop", "cart-0", "app"))));
        String end = format == ExpositionFormat.OPENMETRICS ? "# EOF\n" : "";

        ExpositionText text = ExpositionText.parse(
                Expositions.write(objects(batch), format, Expositions.EVERY_FAMILY, batch) + end, format);

        for (MetricFamily family : MetricFamily.values()) {
            assertThat(text.samples(family.metricName()))
                    .allSatisfy(sample ->
                            assertThat(named(sample.labels().keySet())).isEqualTo(family.labels()));
        }
    }

    /** Returns the labels by their names in the catalogue. */
    private static List<String> named(Set<String> labels) {
        return labels.stream()
                .map(label -> label.replaceFirst("^(label|annotation)_.*", "$1_*"))
                .distinct()
                .toList();
    }

    private static List<ExpositionText.Sample> allSamples(ExpositionText text) {
        return text.families().values().stream()
                .flatMap(family -> family.samples().stream())
                .toList();
    }

    private static SampleObjects objects(NodeBatch batch) {
        return SampleObjects.of(batch)
                .put(new NamespaceMeta("shop", Map.of("team", "storefront"), Map.of("note", "open \"all\" day\n")));
    }

    private static PodPoint podOf(List<ContainerPoint> containers, PodDetail detail) {
        return new PodPoint(new PodRef("shop", "made", "u"), usage(1), containers, detail);
    }

    private static PodDetail withVolumes(List<VolumePoint> volumes) {
        return new PodDetail(PodDetail.ABSENT.network(), volumes, FsPoint.ABSENT, PressurePoint.ABSENT, Reading.ABSENT);
    }

    private static PodDetail withNetworkOf(NodeBatch node, PodDetail detail) {
        return new PodDetail(
                node.point().detail().network(),
                detail.volumes(),
                detail.ephemeralStorage(),
                detail.ioPressure(),
                detail.processCount());
    }

    private static NodeBatch swapNode(NodeBatch batch) {
        NodePoint point = batch.point();
        List<ContainerPoint> systemContainers = point.systemContainers().stream()
                .map(DataWriterTest::withSwapUsed)
                .toList();
        NodePoint newPoint = new NodePoint(withSwap(point.usage(), 4096, 8192), systemContainers, point.detail());
        List<PodPoint> pods = batch.pods().stream()
                .map(pod -> new PodPoint(
                        pod.ref(),
                        withSwap(pod.usage(), 1024, 2048),
                        pod.containers().stream()
                                .map(DataWriterTest::withSwapUsed)
                                .toList(),
                        pod.detail()))
                .toList();
        return new NodeBatch(batch.node(), batch.form(), newPoint, pods, batch.anomalies());
    }

    private static ContainerPoint withSwapUsed(ContainerPoint container) {
        return new ContainerPoint(container.name(), withSwap(container.usage(), 512, 256), container.detail());
    }

    private static NodeBatch separateContainerFs(NodeBatch batch) {
        NodeDetail detail = batch.point().detail();
        NodeDetail newDetail = new NodeDetail(
                detail.bootTimeMillis(),
                detail.network(),
                detail.fs(),
                detail.imageFs(),
                fs(300),
                detail.pids(),
                detail.pidsMax(),
                detail.ioPressure(),
                detail.pressureAverages());
        NodePoint point = new NodePoint(batch.point().usage(), batch.point().systemContainers(), newDetail);
        return new NodeBatch(batch.node(), batch.form(), point, batch.pods(), batch.anomalies());
    }
}
