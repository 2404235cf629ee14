package io.kubestats.exporter;

import static io.kubestats.testing.ExpositionSamples.TIME;
import static io.kubestats.testing.ExpositionSamples.node;
import static io.kubestats.testing.ExpositionSamples.pod;
import static io.kubestats.testing.ExpositionSamples.usage;
import static io.kubestats.testing.ExpositionSamples.withSwap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kubestats.config.SampleTimes;
import io.kubestats.exporter.families.ExpositionFormat;
import io.kubestats.exporter.families.MetricFamily;
import io.kubestats.exporter.families.ObjectFacts;
import io.kubestats.exporter.families.SeriesForm;
import io.kubestats.model.CpuPoint;
import io.kubestats.model.MemoryPoint;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.PodPoint;
import io.kubestats.model.Reading;
import io.kubestats.model.UsagePoint;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Optional timestamps of samples. */
class SampleTimesTest {
    private static final SampleTimes SOURCE = new SampleTimes(true, false);
    private static final SampleTimes CREATED = new SampleTimes(false, true);
    private static final NodeBatch NODE = node("n", withSwapUsed(pod("shop", "cart-0", "app")));

    @ParameterizedTest
    @EnumSource
    void writesNoTimeUnlessAsked(ExpositionFormat format) {
        assertThat(parsed(format, SampleTimes.NONE, NODE).families().values())
                .flatExtracting(ExpositionText.Family::samples)
                .isNotEmpty()
                .allSatisfy(sample -> {
                    assertThat(sample.time()).isEmpty();
                    assertThat(sample.name()).doesNotEndWith("_created");
                });
    }

    @ParameterizedTest
    @CsvSource({"TEXT, 1793491200000", "OPENMETRICS, 1793491200"})
    void writesWhenTheKubeletTookASampleInTheUnitOfTheFormat(ExpositionFormat format, String time) {
        ExpositionText text = parsed(format, SOURCE, NODE);

        for (String name : List.of(
                "kubestats_node_cpu_usage_seconds_total",
                "kubestats_node_fs_used_bytes",
                "kubestats_node_network_receive_bytes_total",
                "kubestats_system_container_memory_rss_bytes",
                "kubestats_pod_memory_working_set_bytes",
                "kubestats_pod_swap_usage_bytes",
                "kubestats_pod_network_receive_bytes_total",
                "kubestats_pod_ephemeral_storage_used_bytes",
                "kubestats_container_pressure_cpu_waiting_seconds_total",
                "kubestats_container_rootfs_used_bytes",
                "kubestats_volume_used_bytes")) {
            assertThat(text.samples(name))
                    .as(name)
                    .isNotEmpty()
                    .allSatisfy(sample -> assertThat(sample.time()).contains(time));
        }
    }

    /** Also {@code sample_timestamp}, which must remain visible when it is old: its purpose is to show the age. */
    @Test
    void writesNoTimeWhereNoneIsKnownOrItWouldHideWhatIsSaid() {
        Set<String> untimed = parsed(ExpositionFormat.TEXT, SOURCE, NODE).families().values().stream()
                .flatMap(family -> family.samples().stream())
                .filter(sample -> sample.time().isEmpty())
                .map(sample -> sample.name().replaceFirst("kubestats_(node|system_container|pod|container)_", ""))
                .collect(Collectors.toSet());

        assertThat(untimed)
                .containsExactlyInAnyOrder(
                        "boot_time_seconds",
                        "ephemeral_storage_available_bytes",
                        "ephemeral_storage_capacity_bytes",
                        "info",
                        "logs_available_bytes",
                        "logs_capacity_bytes",
                        "pids",
                        "pids_max",
                        "pressure_cpu_waiting_ratio",
                        "pressure_cpu_stalled_ratio",
                        "pressure_io_waiting_seconds_total",
                        "pressure_io_stalled_seconds_total",
                        "processes",
                        "rootfs_available_bytes",
                        "rootfs_capacity_bytes",
                        "sample_timestamp_seconds",
                        "start_time_seconds");
    }

    @Test
    void writesTheTimeOfEachReadingItself() {
        UsagePoint usage = usage(1);
        UsagePoint mixed = new UsagePoint(
                usage.startTimeMillis(),
                new CpuPoint(TIME - 2_500, 7, 7),
                new MemoryPoint(TIME + 15_000, 8),
                usage.swap(),
                usage.detail());
        PodPoint cart = pod("shop", "cart-0", "app");
        NodeBatch batch = node("n", new PodPoint(cart.ref(), mixed, cart.containers(), cart.detail()));

        String text = Expositions.write(
                ObjectFacts.NONE,
                new SeriesForm(ExpositionFormat.OPENMETRICS, SOURCE),
                EnumSet.of(
                        MetricFamily.POD_CPU_USAGE,
                        MetricFamily.POD_MEMORY_WORKING_SET,
                        MetricFamily.POD_MEMORY_AVAILABLE,
                        MetricFamily.POD_MEMORY_RSS),
                batch);

        assertThat(text)
                .contains("kubestats_pod_cpu_usage_seconds_total{node=\"n\",namespace=\"shop\",pod=\"cart-0\"}"
                        + " 0.000000007 1793491197.5\n")
                .contains("pod=\"cart-0\"} 8 1793491215\n")
                .contains("pod=\"cart-0\"} " + (usage.detail().memoryLimitBytes() - 8) + " 1793491215\n")
                .contains("pod=\"cart-0\"} " + usage.detail().rssBytes() + " 1793491200\n");
    }

    @Test
    void tellsInOpenMetricsWhenCountersOfPodsAndContainersBegan() {
        ExpositionText text = parsed(ExpositionFormat.OPENMETRICS, CREATED, NODE);

        Set<String> created = text.families().values().stream()
                .filter(family -> family.samples().stream()
                        .anyMatch(sample -> sample.name().endsWith("_created")))
                .map(ExpositionText.Family::name)
                .collect(Collectors.toSet());
        assertThat(created)
                .contains(
                        "kubestats_container_cpu_usage_seconds",
                        "kubestats_container_pressure_io_waiting_seconds",
                        "kubestats_pod_network_receive_bytes",
                        "kubestats_system_container_cpu_usage_seconds")
                .allMatch(name -> text.family(name).type().equals("counter"))
                .noneMatch(name -> name.startsWith("kubestats_node_"));
        assertThat(text.family("kubestats_pod_cpu_usage_seconds").samples())
                .extracting(ExpositionText.Sample::name, ExpositionText.Sample::text)
                .containsExactly(
                        tuple("kubestats_pod_cpu_usage_seconds_total", "6.172839455"),
                        tuple("kubestats_pod_cpu_usage_seconds_created", "1793487600"));
    }

    @Test
    void leavesTheBeginningOutOfThePlainText() {
        assertThat(Expositions.write(
                        ObjectFacts.NONE,
                        new SeriesForm(ExpositionFormat.TEXT, CREATED),
                        Expositions.EVERY_FAMILY,
                        NODE))
                .isEqualTo(Expositions.write(ExpositionFormat.TEXT, Expositions.EVERY_FAMILY, NODE));
    }

    @ParameterizedTest
    @CsvSource({"1793491200001", "-1"})
    void leavesOutABeginningAfterTheSampleAndOneThatIsUnknown(long start) {
        assertThat(start == Reading.ABSENT || start > TIME).isTrue();
        UsagePoint usage = usage(1);
        PodPoint cart = pod("shop", "cart-0", "app");
        UsagePoint skewed = usage.startedAt(start);
        NodeBatch batch = node("n", new PodPoint(cart.ref(), skewed, List.of(), cart.detail()));

        ExpositionText text = parsed(ExpositionFormat.OPENMETRICS, CREATED, batch);

        assertThat(text.samples("kubestats_pod_cpu_usage_seconds_total")).hasSize(1);
        assertThat(text.samples("kubestats_pod_cpu_usage_seconds_created")).isEmpty();
        assertThat(text.samples("kubestats_pod_network_receive_bytes_created")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(MetricFamily.class)
    void countsTheLinesOfBeginningsToo(MetricFamily family) {
        SeriesForm form = new SeriesForm(ExpositionFormat.OPENMETRICS, new SampleTimes(true, true));

        long counted = DataWriter.count(Expositions.frame(NODE), family, form);

        assertThat(Expositions.write(ObjectFacts.NONE, form, EnumSet.of(family), NODE)
                        .lines()
                        .filter(line -> !line.startsWith("#")))
                .hasSize(Math.toIntExact(counted));
    }

    private static ExpositionText parsed(ExpositionFormat format, SampleTimes times, NodeBatch batch) {
        String end = format == ExpositionFormat.OPENMETRICS ? "# EOF\n" : "";
        return ExpositionText.parse(
                Expositions.write(ObjectFacts.NONE, new SeriesForm(format, times), Expositions.EVERY_FAMILY, batch)
                        + end,
                format);
    }

    private static PodPoint withSwapUsed(PodPoint pod) {
        return new PodPoint(pod.ref(), withSwap(pod.usage(), 1, 2), pod.containers(), pod.detail());
    }
}
