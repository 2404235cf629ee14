package io.kubestats.exporter;

import static io.kubestats.testing.ExpositionSamples.node;
import static io.kubestats.testing.ExpositionSamples.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.config.SampleTimes;
import io.kubestats.exporter.families.ExpositionFormat;
import io.kubestats.exporter.families.ExpositionFrame;
import io.kubestats.exporter.families.MetricFamily;
import io.kubestats.exporter.families.MetricGroup;
import io.kubestats.exporter.families.SeriesForm;
import io.kubestats.testing.RecordedSummaries;
import io.kubestats.testing.ScrapeLogCapture;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.Level;

class SeriesLimitTest {
    private static final SeriesForm TEXT = new SeriesForm(ExpositionFormat.TEXT, SampleTimes.NONE);
    private static final EnumSet<MetricFamily> ALL = EnumSet.allOf(MetricFamily.class);

    @ParameterizedTest
    @EnumSource(MetricFamily.class)
    void countsWhatIsWritten(MetricFamily family) {
        ExpositionFrame frame = Expositions.frame(
                RecordedSummaries.batch("1.35"), node("node-a", pod("shop", "cart-0", "app", "proxy")));

        long counted = DataWriter.count(frame, family, TEXT);

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
        ExpositionFrame frame = Expositions.frame(node("node-a", pod("shop", "cart-0", "app")));
        long all = SeriesLimitTest.count(frame);

        SeriesLimit some = SeriesLimit.of(all - 1, frame, ALL, TEXT);
        SeriesLimit few = SeriesLimit.of(5, frame, ALL, TEXT);

        assertThat(SeriesLimit.of(all, frame, ALL, TEXT).isHit()).isFalse();
        assertThat(some.leftOut()).isNotEmpty().allMatch(MetricFamily::isPressure);
        assertThat(few.written()).hasSize(5).allMatch(family -> family.group() == MetricGroup.NODE);
        assertThat(few.written().size() + few.leftOut().size()).isEqualTo(ALL.size());
    }

    @Test
    void logsWhenFamiliesGoAndWhenTheyAreBackOnce() {
        ExpositionFrame frame = Expositions.frame(node("node-a", pod("shop", "cart-0", "app")));
        ScrapeLogCapture logged = new ScrapeLogCapture();
        LimitLog log = new LimitLog(logged);

        for (long most : new long[] {0, 2, 2, 0, 0}) {
            log.seen(
                    "/metrics",
                    SeriesLimit.of(
                            most,
                            frame,
                            EnumSet.of(
                                    MetricFamily.NODE_PIDS, MetricFamily.POD_CPU_WAITING, MetricFamily.POD_IO_WAITING),
                            TEXT));
        }

        assertThat(logged.lines(Level.WARN))
                .containsExactly("families are left out of the exposition: it would have more series than --max-series"
                        + " path=/metrics limit=2 families=1 first=kubestats_pod_pressure_io_waiting_seconds_total");
        assertThat(logged.lines(Level.INFO))
                .containsExactly("all families fit into the exposition again path=/metrics");
    }

    private static long count(ExpositionFrame frame) {
        return ALL.stream()
                .mapToLong(family -> DataWriter.count(frame, family, TEXT))
                .sum();
    }
}
