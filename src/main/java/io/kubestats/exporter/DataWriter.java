package io.kubestats.exporter;

import io.kubestats.http.BodyWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;

/**
 * Writes what is known of nodes as exposition text, family by family, straight from their points. What is allocated is
 * a frame for each node; nothing for a series.
 */
final class DataWriter {
    private final BodyWriter out;
    private final ExpositionFormat format;

    DataWriter(BodyWriter out, ExpositionFormat format) {
        this.out = out;
        this.format = format;
    }

    /**
     * Writes the series of {@code families} of {@code nodes}, and says how many. The end mark of OpenMetrics is left to
     * the caller, for more may follow.
     */
    long write(List<NodeFrame> nodes, Collection<MetricFamily> families) throws IOException {
        long count = 0;
        for (MetricFamily family : families) {
            SeriesWriter series = SeriesWriter.to(out, format, family);
            write(series, nodes, family);
            count += series.count();
        }
        return count;
    }

    /** How many series {@link #write} would write of {@code family}. */
    static long count(List<NodeFrame> nodes, MetricFamily family) {
        SeriesWriter series = SeriesWriter.toNowhere(family);
        try {
            write(series, nodes, family);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return series.count();
    }

    private static void write(SeriesWriter series, List<NodeFrame> nodes, MetricFamily family) throws IOException {
        Source source = family.source();
        for (int i = 0; i < nodes.size(); i++) {
            source.write(series, nodes.get(i));
        }
    }
}
