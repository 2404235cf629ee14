package io.kubestats.exporter;

import static java.util.Objects.requireNonNull;

import io.kubestats.cluster.NamespaceMeta;
import io.kubestats.exporter.families.ExpositionFormat;
import io.kubestats.exporter.families.ExpositionFrame;
import io.kubestats.exporter.families.MetricFamily;
import io.kubestats.exporter.families.NamespaceFilter;
import io.kubestats.exporter.families.NodeSnapshot;
import io.kubestats.exporter.families.ObjectFacts;
import io.kubestats.exporter.families.SeriesForm;
import io.kubestats.http.BodyWriter;
import io.kubestats.store.series.NodeView;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import org.slf4j.LoggerFactory;

/** Writer of the metric families of nodes and their workloads, as selected by configuration and request. */
final class DataExposition {
    private static final int BUFFER_BYTES = 4 * BodyWriter.RECORD_BYTES;

    private final ExpositionConfig config;
    private final ObjectFacts objects;
    private final ExpositionMetrics metrics;
    private final LimitLog limitLog = new LimitLog(LoggerFactory.getLogger(DataExposition.class));

    DataExposition(ExpositionConfig config, ObjectFacts objects, ExpositionMetrics metrics) {
        this.config = requireNonNull(config, "config");
        this.objects = requireNonNull(objects, "objects");
        this.metrics = requireNonNull(metrics, "metrics");
    }

    /**
     * Writes the families that {@code query} selects for the whole cluster. The caller writes the OpenMetrics end
     * marker.
     */
    void writeCluster(
            String path, List<NodeView> nodes, ExpositionQuery query, ExpositionFormat format, OutputStream out)
            throws IOException {
        List<NamespaceMeta> namespaces = objects.namespaces().stream()
                .filter(namespace -> config.namespaces().test(namespace.name()))
                .toList();
        write(path, frame(nodes, namespaces), query, format, out);
    }

    /** Writes the families that {@code query} selects for {@code nodes} and their workloads only. */
    void writeNodes(String path, List<NodeView> nodes, ExpositionQuery query, ExpositionFormat format, OutputStream out)
            throws IOException {
        write(path, frame(nodes, List.of()), query, format, out);
    }

    private ExpositionFrame frame(List<NodeView> nodes, List<NamespaceMeta> namespaces) {
        List<NodeSnapshot> frames = NodeSnapshot.of(nodes, new NamespaceFilter(config.namespaces()), objects);
        return new ExpositionFrame(frames, namespaces, config.metadata());
    }

    private void write(
            String path, ExpositionFrame frame, ExpositionQuery query, ExpositionFormat format, OutputStream out)
            throws IOException {
        BodyWriter body = new BodyWriter(out, BUFFER_BYTES);
        SeriesForm form = new SeriesForm(format, config.times());
        Set<MetricFamily> families = query.of(config.families());
        SeriesLimit limit = SeriesLimit.of(config.maxSeries(), frame, families, form);
        if (limit.isHit()) {
            metrics.limited(ExpositionMetrics.MAX_SERIES);
        }
        if (query.isEmpty()) {
            limitLog.seen(path, limit);
        }
        metrics.wrote(path, new DataWriter(body, form).write(frame, limit.written()));
        body.flush();
    }
}
