package io.kubestats.exporter;

import static java.util.Objects.requireNonNull;

import io.kubestats.http.BodyWriter;
import io.kubestats.store.NodeView;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import org.slf4j.LoggerFactory;

/** Writes the families of nodes and what runs on them, as the configuration and a request want them. */
final class DataExposition {
    private static final int BUFFER_BYTES = 1 << 16;

    private final ExpositionConfig config;
    private final ObjectFacts objects;
    private final ExpositionMetrics metrics;
    private final LimitLog limitLog = new LimitLog(LoggerFactory.getLogger(DataExposition.class));

    DataExposition(ExpositionConfig config, ObjectFacts objects, ExpositionMetrics metrics) {
        this.config = requireNonNull(config, "config");
        this.objects = requireNonNull(objects, "objects");
        this.metrics = requireNonNull(metrics, "metrics");
    }

    /** Writes what {@code query} asks for of {@code nodes}; the end mark of OpenMetrics is left to the caller. */
    void write(String path, List<NodeView> nodes, ExpositionQuery query, ExpositionFormat format, OutputStream out)
            throws IOException {
        BodyWriter body = new BodyWriter(out, BUFFER_BYTES);
        List<NodeFrame> frames = NodeFrame.of(nodes, new NamespaceFilter(config.namespaces()), objects);
        Set<MetricFamily> families = query.of(config.families());
        SeriesLimit limit = SeriesLimit.of(config.maxSeries(), frames, families);
        if (limit.isHit()) {
            metrics.limited(ExpositionMetrics.MAX_SERIES);
        }
        if (query.isEmpty()) {
            limitLog.seen(path, limit);
        }
        metrics.wrote(path, new DataWriter(body, format).write(frames, limit.written()));
        body.flush();
    }
}
