package io.kubestats.exporter;

import static io.kubestats.testing.ExpositionSamples.node;
import static io.kubestats.testing.ExpositionSamples.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.testing.RecordedSummaries;
import io.kubestats.testing.ScrapeLogCapture;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.Level;

class SeriesLimitTest {
    private static final EnumSet<MetricFamily> ALL = EnumSet.allOf(MetricFamily.class);

    @ParameterizedTest
    @EnumSource(MetricFamily.class)
    void countsWhatIsWritten(MetricFamily family) {
        List<NodeFrame> frames = Expositions.frames(
                RecordedSummaries.batch("1.35"), node("node-a", pod("shop", "cart-0", "app", "proxy")));

        long counted = DataWriter.count(frames, family);

        String text = Expositions.write(
                ExpositionFormat.TEXT,
                EnumSet.of(family),
                RecordedSummaries.batch("1.35"),
                node("node-a", pod("shop", "cart-0", "app", "proxy")));
        assertThat(counted)
                .isEqualTo(text.lines().filter(line -> !line.startsWith("#")).count());
    }

    @Test
    void leavesOutPressureFirstAndOurNodesLast() {
        List<NodeFrame> frames = Expositions.frames(node("node-a", pod("shop", "cart-0", "app")));
        long all = SeriesLimitTest.count(frames);

        SeriesLimit some = SeriesLimit.of(all - 1, frames, ALL);
        SeriesLimit few = SeriesLimit.of(5, frames, ALL);

        assertThat(SeriesLimit.of(all, frames, ALL).isHit()).isFalse();
        assertThat(some.leftOut()).isNotEmpty().allMatch(MetricFamily::isPressure);
        assertThat(few.written()).hasSize(5).allMatch(family -> family.group() == MetricGroup.NODE);
        assertThat(few.written().size() + few.leftOut().size()).isEqualTo(ALL.size());
    }

    @Test
    void logsWhenFamiliesGoAndWhenTheyAreBackOnce() {
        List<NodeFrame> frames = Expositions.frames(node("node-a", pod("shop", "cart-0", "app")));
        ScrapeLogCapture logged = new ScrapeLogCapture();
        LimitLog log = new LimitLog(logged);

        for (long most : new long[] {0, 2, 2, 0, 0}) {
            log.seen(
                    "/metrics",
                    SeriesLimit.of(
                            most,
                            frames,
                            EnumSet.of(
                                    MetricFamily.NODE_PIDS,
                                    MetricFamily.POD_CPU_WAITING,
                                    MetricFamily.POD_IO_WAITING)));
        }

        assertThat(logged.lines(Level.WARN))
                .containsExactly("families are left out of the exposition: it would have more series than --max-series"
                        + " path=/metrics limit=2 families=1 first=kubestats_pod_pressure_io_waiting_seconds_total");
        assertThat(logged.lines(Level.INFO))
                .containsExactly("all families fit into the exposition again path=/metrics");
    }

    private static long count(List<NodeFrame> frames) {
        return ALL.stream()
                .mapToLong(family -> DataWriter.count(frames, family))
                .sum();
    }
}
