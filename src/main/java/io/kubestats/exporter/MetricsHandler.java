package io.kubestats.exporter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kubestats.http.BodyWriter;
import io.kubestats.http.RouteGroup;
import io.kubestats.scrape.TargetStatus;
import io.kubestats.scrape.TargetStatuses;
import io.kubestats.store.NodeView;
import io.kubestats.store.UsageView;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The expositions for Prometheus: {@code /metrics} has everything, {@code /metrics/stats} what is known of nodes and
 * what runs on them, {@code /metrics/nodes/{node}} the same of one node, {@code /metrics/self} what we say of
 * ourselves. Each is answered from one store view; no kubelet is asked.
 */
public final class MetricsHandler implements RouteGroup {
    private static final String ALL = "/metrics";
    private static final String SELF = "/metrics/self";
    private static final String STATS = "/metrics/stats";
    private static final String NODE = "/metrics/nodes/{node}";
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String PLAIN_TEXT = "text/plain; charset=utf-8";

    private final Supplier<UsageView> views;
    private final TargetStatuses statuses;
    private final SelfMetrics self;
    private final ExpositionConfig config;
    private final LongSupplier nanos;
    private final Semaphore permits;

    /** Writes the views that {@code views} gives, timed with {@code nanos}. */
    public MetricsHandler(
            Supplier<UsageView> views,
            TargetStatuses statuses,
            SelfMetrics self,
            ExpositionConfig config,
            LongSupplier nanos) {
        this.views = requireNonNull(views, "views");
        this.statuses = requireNonNull(statuses, "statuses");
        this.self = requireNonNull(self, "self");
        this.config = requireNonNull(config, "config");
        this.nanos = requireNonNull(nanos, "nanos");
        this.permits = new Semaphore(config.maxConcurrent());
    }

    @Override
    public void register(RoutesConfig routes) {
        paths().forEach(self::offered);
        routes.get(ALL, context -> bounded(context, ALL, this::all));
        routes.get(SELF, context -> bounded(context, SELF, this::self));
        routes.get(STATS, context -> bounded(context, STATS, this::stats));
        routes.get(NODE, context -> bounded(context, NODE, this::node));
    }

    @Override
    public List<String> paths() {
        return List.of(ALL, SELF, STATS, NODE);
    }

    private void bounded(Context context, String path, Exposition exposition) throws IOException {
        if (!permits.tryAcquire()) {
            self.refused(path);
            context.status(503)
                    .header("Retry-After", "1")
                    .contentType(PLAIN_TEXT)
                    .result("Too many expositions are being written (" + config.maxConcurrent() + "): try again.\n");
            return;
        }
        try {
            long start = nanos.getAsLong();
            exposition.answer(context);
            self.exposed(path, (nanos.getAsLong() - start) / 1e9);
        } finally {
            permits.release();
        }
    }

    private void all(Context context) throws IOException {
        UsageView view = views.get();
        answer(context, (out, format) -> {
            self.exposedSeries(ALL, writeData(view.nodes(), context, format, out));
            writeSelf(view, context, format, out);
        });
    }

    private void self(Context context) throws IOException {
        UsageView view = views.get();
        answer(context, (out, format) -> writeSelf(view, context, format, out));
    }

    private void stats(Context context) throws IOException {
        List<NodeView> nodes = views.get().nodes();
        Set<String> wanted = new HashSet<>(context.queryParams("node"));
        List<NodeView> chosen = wanted.isEmpty()
                ? nodes
                : nodes.stream().filter(node -> wanted.contains(node.node())).toList();
        answerData(context, STATS, chosen);
    }

    private void node(Context context) throws IOException {
        String name = context.pathParam("node");
        Optional<NodeView> node = views.get().node(name);
        if (node.isEmpty() && !isTarget(name)) {
            context.status(404).contentType(PLAIN_TEXT).result("No such node is scraped here.\n");
            return;
        }
        answerData(context, NODE, node.stream().toList());
    }

    /** A target without data is answered with no series, so that Prometheus marks those that it has as stale. */
    private boolean isTarget(String name) {
        for (TargetStatus status : statuses.statuses()) {
            if (status.target().node().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private void answerData(Context context, String path, List<NodeView> nodes) throws IOException {
        answer(context, (out, format) -> {
            self.exposedSeries(path, writeData(nodes, context, format, out));
            if (format == ExpositionFormat.OPENMETRICS) {
                out.write("# EOF\n".getBytes(UTF_8));
            }
        });
    }

    private long writeData(List<NodeView> nodes, Context context, ExpositionFormat format, OutputStream out)
            throws IOException {
        BodyWriter body = new BodyWriter(out, BUFFER_BYTES);
        long series = new DataWriter(body, format).write(nodes, names(context).of(config.families()));
        body.flush();
        return series;
    }

    private void writeSelf(UsageView view, Context context, ExpositionFormat format, OutputStream out)
            throws IOException {
        Writer writer = new OutputStreamWriter(out, UTF_8);
        NodeStatusCollector nodes = new NodeStatusCollector(statuses.statuses(), view);
        SelfWriter.write(self.registry(), nodes, names(context), format, writer);
        writer.flush();
    }

    private static void answer(Context context, Body body) throws IOException {
        ExpositionFormat format = ExpositionFormat.accepted(context.header("Accept"));
        context.contentType(format.contentType()).header("Vary", "Accept, Accept-Encoding");
        if (acceptsGzip(context)) {
            context.header("Content-Encoding", "gzip");
            FastGzipStream gzip = new FastGzipStream(context.outputStream());
            try {
                body.write(gzip, format);
                gzip.finish();
            } finally {
                gzip.release();
            }
        } else {
            body.write(context.outputStream(), format);
        }
    }

    private static boolean acceptsGzip(Context context) {
        AcceptHeader codings = AcceptHeader.parse(context.header("Accept-Encoding"));
        return codings.quality(codings.names("gzip") ? "gzip" : "*") > 0;
    }

    private static NameFilter names(Context context) {
        return NameFilter.of(context.queryParams("name[]"));
    }

    /** Answers a request for which there is a permit. */
    private interface Exposition {
        void answer(Context context) throws IOException;
    }

    /** Writes a body in the format that was agreed on. */
    private interface Body {
        void write(OutputStream out, ExpositionFormat format) throws IOException;
    }
}
