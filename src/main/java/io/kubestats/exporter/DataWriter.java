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
 * Writer of node data as exposition text, family by family, straight from the stored points. It allocates one snapshot
 * per node and nothing per series.
 */
final class DataWriter {
    private final BodyWriter out;
    private final SeriesForm form;

    DataWriter(BodyWriter out, SeriesForm form) {
        this.out = out;
        this.form = form;
    }

    /**
     * Writes the series of {@code families} of {@code frame} and returns their number. The caller writes the
     * OpenMetrics end marker, because more families may follow.
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

    /** Returns the number of series that {@link #write} would write for {@code family}. */
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
