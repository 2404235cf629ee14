package io.kubestats.exporter;

import io.kubestats.exporter.families.ExpositionFrame;
import io.kubestats.exporter.families.MetricFamily;
import io.kubestats.exporter.families.SeriesForm;
import io.kubestats.exporter.families.SeriesWriter;
import io.kubestats.http.BodyWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;

/**
 * Writes what is known of nodes as exposition text, family by family, straight from their points. What is allocated is
 * a frame for each node; nothing for a series.
 */
final class DataWriter {
    private final BodyWriter out;
    private final SeriesForm form;

    DataWriter(BodyWriter out, SeriesForm form) {
        this.out = out;
        this.form = form;
    }

    /**
     * Writes the series of {@code families} of {@code frame}, and says how many. The end mark of OpenMetrics is left to
     * the caller, for more may follow.
     */
    long write(ExpositionFrame frame, Collection<MetricFamily> families) throws IOException {
        long count = 0;
        for (MetricFamily family : families) {
            SeriesWriter series = SeriesWriter.to(out, form, family);
            family.source().write(series, frame);
            count += series.count();
        }
        return count;
    }

    /** How many series {@link #write} would write of {@code family}. */
    static long count(ExpositionFrame frame, MetricFamily family, SeriesForm form) {
        SeriesWriter series = SeriesWriter.toNowhere(form, family);
        try {
            family.source().write(series, frame);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return series.count();
    }
}
