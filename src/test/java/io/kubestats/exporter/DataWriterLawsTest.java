package io.kubestats.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.config.SampleTimes;
import io.kubestats.exporter.families.ExpositionFormat;
import io.kubestats.exporter.families.ObjectFacts;
import io.kubestats.exporter.families.SeriesForm;
import io.kubestats.model.AnswerForm;
import io.kubestats.model.ContainerDetail;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.CpuPoint;
import io.kubestats.model.FsPoint;
import io.kubestats.model.InterfacePoint;
import io.kubestats.model.MemoryPoint;
import io.kubestats.model.NetworkPoint;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.NodeDetail;
import io.kubestats.model.NodePoint;
import io.kubestats.model.NodePressureAverages;
import io.kubestats.model.PodDetail;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.PressurePoint;
import io.kubestats.model.SwapPoint;
import io.kubestats.model.UsageDetail;
import io.kubestats.model.UsagePoint;
import io.kubestats.model.VolumePoint;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws that hold for any batch in the store: unusual characters and absent readings. */
class DataWriterLawsTest {
    /** The reader rejects duplicate series and families, and anything out of order. */
    @Property(tries = 300)
    void isReadByAStrictReaderInBothFormats(@ForAll("batches") List<NodeBatch> batches) {
        NodeBatch[] nodes = oneOfEachNode(batches);

        ExpositionText text = ExpositionText.parse(
                Expositions.write(ExpositionFormat.TEXT, Expositions.EVERY_FAMILY, nodes), ExpositionFormat.TEXT);
        ExpositionText openMetrics = ExpositionText.parse(
                Expositions.write(ExpositionFormat.OPENMETRICS, Expositions.EVERY_FAMILY, nodes) + "# EOF\n",
                ExpositionFormat.OPENMETRICS);

        assertThat(text.families().values())
                .flatExtracting(ExpositionText.Family::samples)
                .hasSameElementsAs(openMetrics.families().values().stream()
                        .flatMap(family -> family.samples().stream())
                        .toList());
    }

    @Property(tries = 100)
    void isReadByAStrictReaderWithTimesToo(
            @ForAll("batches") List<NodeBatch> batches, @ForAll ExpositionFormat format) {
        NodeBatch[] nodes = oneOfEachNode(batches);
        String end = format == ExpositionFormat.OPENMETRICS ? "# EOF\n" : "";

        String plain = Expositions.write(format, Expositions.EVERY_FAMILY, nodes) + end;
        String timed = Expositions.write(
                        ObjectFacts.NONE,
                        new SeriesForm(format, new SampleTimes(true, true)),
                        Expositions.EVERY_FAMILY,
                        nodes)
                + end;

        assertThat(values(ExpositionText.parse(timed, format))).isEqualTo(values(ExpositionText.parse(plain, format)));
    }

    /** Returns the series with their values, without timestamps. */
    private static List<String> values(ExpositionText text) {
        return text.families().values().stream()
                .flatMap(family -> family.samples().stream())
                .filter(sample -> !sample.name().endsWith("_created"))
                .map(sample -> sample.name() + sample.labels() + sample.text())
                .toList();
    }

    @Property(tries = 100)
    void describesEachFamilyWithHelpFirst(@ForAll("batches") List<NodeBatch> batches, @ForAll ExpositionFormat format) {
        String text = Expositions.write(format, Expositions.EVERY_FAMILY, oneOfEachNode(batches));

        String kinds = text.lines()
                .map(line -> line.startsWith("# ") ? line.substring(2, 3) : "-")
                .collect(Collectors.joining());
        assertThat(kinds).matches(format == ExpositionFormat.TEXT ? "(HT-+)*" : "(HTU?-+)*");
    }

    @Property(tries = 300)
    void addsUpToWhatTheModelSays(@ForAll("batches") List<NodeBatch> batches) {
        NodeBatch[] nodes = oneOfEachNode(batches);
        BigDecimal cpu = BigDecimal.ZERO;
        BigDecimal workingSet = BigDecimal.ZERO;
        for (NodeBatch node : nodes) {
            for (PodPoint pod : node.pods()) {
                for (ContainerPoint container : pod.containers()) {
                    cpu = cpu.add(present(container.usage().cpu().usageCoreNanoSeconds(), 9));
                    workingSet =
                            workingSet.add(present(container.usage().memory().workingSetBytes(), 0));
                }
            }
        }

        ExpositionText text = Expositions.parsed(nodes);

        assertThat(sum(text, "kubestats_container_cpu_usage_seconds_total")).isEqualByComparingTo(cpu);
        assertThat(sum(text, "kubestats_container_memory_working_set_bytes")).isEqualByComparingTo(workingSet);
    }

    @Provide
    Arbitrary<List<NodeBatch>> batches() {
        Arbitrary<NodePoint> nodes = Combinators.combine(usages(), containers(), networks(), files(), pressures())
                .as((usage, containers, network, fs, pressure) -> new NodePoint(
                        usage,
                        containers,
                        new NodeDetail(
                                1, network, fs, fs, FsPoint.ABSENT, 1, 2, pressure, NodePressureAverages.ABSENT)));
        return Combinators.combine(
                        names(),
                        nodes,
                        pods().list().uniqueElements(DataWriterLawsTest::name).ofMaxSize(4))
                .as((name, node, pods) -> new NodeBatch(name, AnswerForm.SUMMARY, node, pods, Map.of()))
                .list()
                .ofMaxSize(3);
    }

    private static Arbitrary<PodPoint> pods() {
        Arbitrary<PodRef> refs = Combinators.combine(names(), names(), names()).as(PodRef::new);
        Arbitrary<List<VolumePoint>> volumes = Combinators.combine(names(), names(), files())
                .as(VolumePoint::new)
                .list()
                .uniqueElements(VolumePoint::name)
                .ofMaxSize(3);
        Arbitrary<PodDetail> details = Combinators.combine(networks(), volumes, files(), pressures(), readings())
                .as(PodDetail::new);
        return Combinators.combine(refs, usages(), containers(), details).as(PodPoint::new);
    }

    private static Arbitrary<List<ContainerPoint>> containers() {
        Arbitrary<ContainerDetail> details =
                Combinators.combine(files(), files(), pressures()).as(ContainerDetail::new);
        return Combinators.combine(names(), usages(), details)
                .as(ContainerPoint::new)
                .list()
                .uniqueElements(ContainerPoint::name)
                .ofMaxSize(3);
    }

    private static Arbitrary<UsagePoint> usages() {
        Arbitrary<CpuPoint> cpus =
                Combinators.combine(readings(), readings(), readings()).as(CpuPoint::new);
        Arbitrary<MemoryPoint> memories =
                Combinators.combine(readings(), readings()).as(MemoryPoint::new);
        Arbitrary<SwapPoint> swaps = Combinators.combine(readings(), readings()).as(SwapPoint::new);
        Arbitrary<UsageDetail> details = Combinators.combine(
                        readings(), readings(), readings(), readings(), pressures())
                .as((a, b, c, d, pressure) -> new UsageDetail(a, pressure, b, c, d, a, b, c, pressure, d));
        return Combinators.combine(readings(), cpus, memories, swaps, details).as(UsagePoint::new);
    }

    private static Arbitrary<NetworkPoint> networks() {
        return Combinators.combine(names(), readings(), readings())
                .as((name, received, sent) -> new InterfacePoint(name, received, sent, sent, received))
                .list()
                .uniqueElements(InterfacePoint::name)
                .ofMaxSize(3)
                .map(interfaces -> new NetworkPoint(1, "", interfaces));
    }

    private static Arbitrary<FsPoint> files() {
        return Combinators.combine(readings(), readings(), readings(), readings())
                .as((a, b, c, d) -> new FsPoint(a, b, c, d, a, b, c));
    }

    private static Arbitrary<PressurePoint> pressures() {
        return Combinators.combine(readings(), readings()).as(PressurePoint::new);
    }

    /** Generates readings from absent to the maximum. */
    private static Arbitrary<Long> readings() {
        return Arbitraries.longs().greaterOrEqual(-1);
    }

    /** Generates few names, so that they repeat across objects, and unusual ones that need escaping. */
    private static Arbitrary<String> names() {
        return Arbitraries.of(
                "a", "b", "Aa", "BB", "eth0", "lo", "", "q\"q", "b\\n", "b\nn", "é", "\\", "kube-api-access-1");
    }

    private static List<String> name(PodPoint pod) {
        return List.of(pod.ref().namespace(), pod.ref().name());
    }

    private static NodeBatch[] oneOfEachNode(List<NodeBatch> batches) {
        Map<String, NodeBatch> byName = new TreeMap<>();
        batches.forEach(batch -> byName.put(batch.node(), batch));
        return byName.values().toArray(new NodeBatch[0]);
    }

    private static BigDecimal present(long reading, int digits) {
        return reading < 0 ? BigDecimal.ZERO : BigDecimal.valueOf(reading, digits);
    }

    private static BigDecimal sum(ExpositionText text, String name) {
        return text.samples(name).stream().map(ExpositionText.Sample::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
