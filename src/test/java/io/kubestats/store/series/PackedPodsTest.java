package io.kubestats.store.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.model.ContainerDetail;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.CpuPoint;
import io.kubestats.model.FsPoint;
import io.kubestats.model.MemoryPoint;
import io.kubestats.model.NetworkPoint;
import io.kubestats.model.PodDetail;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.PressurePoint;
import io.kubestats.model.ResourceUsage;
import io.kubestats.model.SwapPoint;
import io.kubestats.model.UsageDetail;
import io.kubestats.model.UsagePoint;
import io.kubestats.model.VolumePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Pods survive packing. */
final class PackedPodsTest {
    private static final long NOW_MILLIS = 1_772_366_400_000L;
    private static final Moment NOW = new Moment(NOW_MILLIS, 81_234_567_890_123L);
    private static final int NUMBERS_OF_CONTAINER = 24;
    private static final PodDetail WITH_VOLUME = new PodDetail(
            NetworkPoint.ABSENT,
            List.of(new VolumePoint("data", "claim", FsPoint.ABSENT)),
            FsPoint.ABSENT,
            PressurePoint.ABSENT,
            1);

    @Property(tries = 300)
    void givesBackWhatWasPackedWhateverTheNumbersAre(@ForAll("numbers") List<Long> numbers, @ForAll boolean carries) {
        List<PodSeries> pods = pods(numbers, carries);

        PackedPods packed = PackedPods.of(pods, NOW);

        assertThat(packed.series()).isEqualTo(pods);
        assertThat(packed.points())
                .isEqualTo(pods.stream().map(PodSeries::point).toList());
        for (int i = 0; i < pods.size(); i++) {
            assertThat(packed.series(i)).isEqualTo(pods.get(i));
            assertThat(packed.usage(i)).isEqualTo(pods.get(i).usage());
            assertThat(packed.indexOf("ns", "pod-" + i)).isEqualTo(i);
        }
        assertThat(packed.pointCounts())
                .isEqualTo(new PointCounts(
                        pods.size(),
                        pods.stream().mapToInt(pod -> pod.containers().size()).sum(),
                        pods.size()));
    }

    /** Generates numbers as a kubelet reports them, and the limits of a long. */
    @Provide
    Arbitrary<List<Long>> numbers() {
        return Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.longs().between(-1, 1)),
                        Tuple.of(3, Arbitraries.longs().between(NOW_MILLIS - 100_000, NOW_MILLIS + 100_000)),
                        Tuple.of(3, Arbitraries.longs().greaterOrEqual(0)),
                        Tuple.of(1, Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE, -2L)))
                .list()
                .ofMinSize(0)
                .ofMaxSize(5 * NUMBERS_OF_CONTAINER);
    }

    /** Returns pods with one or two containers, as many as the numbers suffice for. */
    private static List<PodSeries> pods(List<Long> numbers, boolean carries) {
        List<PodSeries> pods = new ArrayList<>();
        for (int at = 0; at + NUMBERS_OF_CONTAINER <= numbers.size(); at += NUMBERS_OF_CONTAINER) {
            Numbers of = new Numbers(numbers.subList(at, at + NUMBERS_OF_CONTAINER));
            UsagePoint usage = of.point();
            UsageSeries series = of.series();
            boolean two = series.memoryNanos() % 2 == 0;
            ContainerPoint app = new ContainerPoint("app", usage, ContainerDetail.ABSENT);
            ContainerPoint sidecar = new ContainerPoint("sidecar", UsagePoint.ABSENT, ContainerDetail.ABSENT);
            PodRef ref = new PodRef("ns", "pod-" + pods.size(), "uid");
            PodPoint point = new PodPoint(ref, usage, two ? List.of(app, sidecar) : List.of(app), WITH_VOLUME);
            PodUsage earlier =
                    new PodUsage(ref, 1, 2, 3, List.of(new ContainerUsage("old", new ResourceUsage(4, 5, 6, 7))));
            pods.add(new PodSeries(
                    point,
                    two ? List.of(series, UsageSeries.NONE) : List.of(series),
                    carries ? Optional.of(earlier) : Optional.empty(),
                    series.sampledNanos(),
                    pods.size() % 4,
                    series.leaps()));
        }
        return pods;
    }

    private static final class Numbers {
        private final List<Long> numbers;
        private int at;

        Numbers(List<Long> numbers) {
            this.numbers = numbers;
        }

        UsagePoint point() {
            return new UsagePoint(
                    next(),
                    new CpuPoint(next(), next(), next()),
                    new MemoryPoint(next(), next()),
                    new SwapPoint(next(), next()),
                    UsageDetail.ABSENT);
        }

        UsageSeries series() {
            return new UsageSeries(
                    next(),
                    next(),
                    next(),
                    new CpuPoint(next(), next(), next()),
                    new CpuPoint(next(), next(), next()),
                    new ResourceUsage(next(), next(), next(), next()),
                    next(),
                    next(),
                    next());
        }

        private long next() {
            return numbers.get(at++);
        }
    }
}
