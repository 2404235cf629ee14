package io.kubestats.exporter;

import io.kubestats.http.BodyWriter;
import io.kubestats.store.NodeView;
import java.io.IOException;
import java.util.ArrayList;
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
    long write(List<NodeView> nodes, Collection<MetricFamily> families) throws IOException {
        List<NodeFrame> frames = frames(nodes);
        long count = 0;
        for (MetricFamily family : families) {
            SeriesWriter series = new SeriesWriter(out, format, family);
            Source source = family.source();
            for (int i = 0; i < frames.size(); i++) {
                source.write(series, frames.get(i));
            }
            count += series.count();
        }
        return count;
    }

    private static List<NodeFrame> frames(List<NodeView> nodes) {
        DistinctPoints distinct = new DistinctPoints();
        List<NodeFrame> frames = new ArrayList<>(nodes.size());
        for (NodeView node : nodes) {
            frames.add(new NodeFrame(node, distinct));
        }
        return frames;
    }
}
