package io.kubestats.testing;

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
import io.kubestats.model.PressureAverages;
import io.kubestats.model.PressurePoint;
import io.kubestats.model.Reading;
import io.kubestats.model.ResourceUsage;
import io.kubestats.model.SwapPoint;
import io.kubestats.model.UsageDetail;
import io.kubestats.model.UsagePoint;
import io.kubestats.model.VolumePoint;
import io.kubestats.store.UsageView;
import io.kubestats.store.series.NodeView;
import io.kubestats.store.series.PodUsage;
import io.kubestats.store.series.PointCounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Views and batches for expositions; every number identifies its reading and object. */
public final class ExpositionSamples {
    /** The time of all measurements: 2026-11-01T00:00:00Z. */
    public static final long TIME = 1_793_491_200_000L;

    private static final long MEBIBYTE = 1L << 20;

    private ExpositionSamples() {}

    /** Returns a view of these batches. */
    public static UsageView view(NodeBatch... batches) {
        List<NodeView> nodes = new ArrayList<>();
        for (NodeBatch batch : batches) {
            nodes.add(new SampleNodeView(batch));
        }
        nodes.sort(Comparator.comparing(NodeView::node));
        return new SampleView(List.copyOf(nodes));
    }

    /** Returns a node with all readings and these pods. */
    public static NodeBatch node(String name, PodPoint... pods) {
        return node(name, List.of(pods));
    }

    /** Returns a node with all readings and these pods. */
    public static NodeBatch node(String name, List<PodPoint> pods) {
        NodePoint point = new NodePoint(
                usage(1),
                List.of(new ContainerPoint(
                        "kubelet",
                        usage(2),
                        new ContainerDetail(FsPoint.ABSENT, FsPoint.ABSENT, new PressurePoint(33, 3)))),
                new NodeDetail(
                        TIME - 86_400_000,
                        new NetworkPoint(TIME, "eth0", List.of(interfacePoint("eth0", 500), interfacePoint("lo", 7))),
                        fs(100),
                        fs(200),
                        fs(200),
                        1234,
                        32768,
                        new PressurePoint(1_500_000, 250_000),
                        new NodePressureAverages(
                                new PressureAverages(12.34f, 0.05f, 100f, 0f, 0f, 1.5f),
                                PressureAverages.ABSENT,
                                PressureAverages.ABSENT)));
        return new NodeBatch(name, AnswerForm.SUMMARY, point, pods, Map.of());
    }

    /** Returns a node with the readings of the fast lane only. */
    public static NodeBatch fastNode(String name, PodPoint... pods) {
        NodePoint point = new NodePoint(usage(1), List.of(), NodeDetail.ABSENT);
        return new NodeBatch(name, AnswerForm.SUMMARY_CPU_AND_MEMORY, point, List.of(pods), Map.of());
    }

    /** Returns a pod with all readings, and containers of these names. */
    public static PodPoint pod(String namespace, String name, String... containers) {
        List<ContainerPoint> points = new ArrayList<>();
        for (String container : containers) {
            points.add(container(container, points.size() + 10));
        }
        PodDetail detail = new PodDetail(
                new NetworkPoint(TIME, "", List.of(interfacePoint("eth0", 40), interfacePoint("tunl0", 0))),
                List.of(
                        new VolumePoint("data", "data-" + name, fs(10)),
                        new VolumePoint("kube-api-access-x7k2p", "", fs(1))),
                fs(3),
                new PressurePoint(9_000, 0),
                containers.length);
        return new PodPoint(new PodRef(namespace, name, "uid-of-" + name), usage(5), points, detail);
    }

    /** Returns a container with all readings. */
    public static ContainerPoint container(String name, int seed) {
        return new ContainerPoint(name, usage(seed), new ContainerDetail(fs(2), fs(1), new PressurePoint(77, 0)));
    }

    /** Returns readings that grow with {@code seed}, without swap. */
    public static UsagePoint usage(int seed) {
        return new UsagePoint(
                TIME - 3_600_000,
                new CpuPoint(TIME, seed * 1_234_567_891L, seed * 1_000_000L),
                new MemoryPoint(TIME, seed * (16 * MEBIBYTE)),
                SwapPoint.ABSENT,
                new UsageDetail(
                        TIME,
                        new PressurePoint(seed * 100L, seed),
                        TIME,
                        seed * (80 * MEBIBYTE),
                        seed * (32 * MEBIBYTE),
                        seed * (8 * MEBIBYTE),
                        seed * 1000L,
                        seed,
                        new PressurePoint(seed * 10L, 0),
                        Reading.ABSENT));
    }

    /** Returns the same readings with this swap. */
    public static UsagePoint withSwap(UsagePoint usage, long used, long available) {
        UsageDetail detail = usage.detail();
        return new UsagePoint(
                usage.startTimeMillis(),
                usage.cpu(),
                usage.memory(),
                new SwapPoint(TIME, used),
                new UsageDetail(
                        detail.cpuTimeMillis(),
                        detail.cpuPressure(),
                        detail.memoryTimeMillis(),
                        detail.memoryLimitBytes(),
                        detail.memoryUsageBytes(),
                        detail.rssBytes(),
                        detail.pageFaults(),
                        detail.majorPageFaults(),
                        detail.memoryPressure(),
                        used + available));
    }

    /** Returns a filesystem of 1000 GiB of which {@code gibibytes} are used. */
    public static FsPoint fs(int gibibytes) {
        long gibibyte = 1024 * MEBIBYTE;
        return new FsPoint(
                TIME,
                (1000 - gibibytes) * gibibyte,
                1000 * gibibyte,
                gibibytes * gibibyte,
                1_000_000 - gibibytes,
                1_000_000,
                gibibytes);
    }

    /** Returns an interface that received {@code kilobytes} and sent half of it. */
    public static InterfacePoint interfacePoint(String name, long kilobytes) {
        return new InterfacePoint(name, kilobytes * 1000, 1, kilobytes * 500, 2);
    }

    private record SampleView(List<NodeView> nodes) implements UsageView {
        @Override
        public long takenAtMillis() {
            return TIME;
        }

        @Override
        public Optional<NodeView> node(String name) {
            return nodes.stream().filter(node -> node.node().equals(name)).findFirst();
        }

        @Override
        public long rosterVersion() {
            return 1;
        }

        @Override
        public void close() {}
    }

    private record SampleNodeView(NodeBatch batch) implements NodeView {
        @Override
        public String node() {
            return batch.node();
        }

        @Override
        public PointCounts pointCounts() {
            return new PointCounts(
                    batch.pods().size(),
                    batch.pods().stream()
                            .mapToInt(pod -> pod.containers().size())
                            .sum(),
                    batch.pods().stream()
                            .mapToInt(pod -> pod.detail().volumes().size())
                            .sum());
        }

        @Override
        public long receivedAtMillis() {
            return TIME;
        }

        @Override
        public Optional<ResourceUsage> usage() {
            return Optional.empty();
        }

        @Override
        public List<PodUsage> pods() {
            return List.of();
        }

        @Override
        public Optional<PodUsage> pod(String namespace, String name) {
            return Optional.empty();
        }
    }
}
