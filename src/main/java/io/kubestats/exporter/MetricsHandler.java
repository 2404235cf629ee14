package io.kubestats.exporter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kubestats.exporter.families.ExpositionFormat;
import io.kubestats.exporter.families.MetricGroup;
import io.kubestats.exporter.families.ObjectFacts;
import io.kubestats.http.RouteGroup;
import io.kubestats.scrape.TargetStatus;
import io.kubestats.scrape.TargetStatuses;
import io.kubestats.store.UsageView;
import io.kubestats.store.series.NodeView;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Handler for the Prometheus expositions: {@code /metrics} has everything, {@code /metrics/values} the data of all
 * nodes and their workloads, {@code /metrics/nodes/{node}} that of one node, {@code /metrics/self} the self-metrics.
 * Each response is rendered from one store view; no kubelet is contacted.
 */
public final class MetricsHandler implements RouteGroup {
    private static final String ALL = "/metrics";
    private static final String SELF = "/metrics/self";
    private static final String VALUES = "/metrics/values";
    private static final String NODE = "/metrics/nodes/{node}";
    /** Former path of {@code /metrics/values}. */
    private static final String STATS = "/metrics/stats";

    private final Supplier<UsageView> views;
    private final TargetStatuses statuses;
    private final SelfMetrics self;
    private final DataExposition data;
    private final ExpositionGate gate;
    private final ExpositionGate selfGate;

    /** Creates a handler that renders views from {@code views} joined with {@code objects}, timed by {@code nanos}. */
    public MetricsHandler(
            Supplier<UsageView> views,
            ObjectFacts objects,
            TargetStatuses statuses,
            SelfMetrics self,
            ExpositionConfig config,
            LongSupplier nanos) {
        this.views = requireNonNull(views, "views");
        this.statuses = requireNonNull(statuses, "statuses");
        this.self = requireNonNull(self, "self");
        this.data = new DataExposition(config, objects, self.expositions());
        this.gate = new ExpositionGate(config.maxConcurrent(), self.expositions(), nanos);
        this.selfGate = new ExpositionGate(config.maxConcurrent(), self.expositions(), nanos);
    }

    @Override
    public void register(RoutesConfig routes) {
        paths().forEach(self.expositions()::offered);
        routes.get(ALL, context -> pass(gate, context, ALL, view -> all(context, view)));
        // A separate gate keeps self-metrics available while slow expositions occupy the other one.
        routes.get(SELF, context -> pass(selfGate, context, SELF, view -> self(context, view)));
        routes.get(VALUES, context -> pass(gate, context, VALUES, view -> values(context, VALUES, view)));
        routes.get(STATS, context -> pass(gate, context, STATS, view -> values(context, STATS, view)));
        routes.get(NODE, context -> pass(gate, context, NODE, view -> node(context, view)));
    }

    @Override
    public List<String> paths() {
        return List.of(ALL, SELF, VALUES, STATS, NODE);
    }

    private void pass(ExpositionGate of, Context context, String path, Exposition exposition) throws IOException {
        boolean passed = of.pass(path, () -> {
            try (UsageView view = views.get()) {
                exposition.write(view);
            }
        });
        if (!passed) {
            AnswerHandler.refuseAsTooMany(context);
        }
    }

    private void all(Context context, UsageView view) throws IOException {
        answer(context, (query, out, format) -> {
            data.writeCluster(ALL, view.nodes(), query, format, out);
            writeSelf(view, query, format, out);
        });
    }

    private void self(Context context, UsageView view) throws IOException {
        answer(context, (query, out, format) -> writeSelf(view, query, format, out));
    }

    private void values(Context context, String path, UsageView view) throws IOException {
        List<NodeView> nodes = view.nodes();
        Set<String> wanted = new HashSet<>(context.queryParams("node"));
        if (wanted.isEmpty()) {
            answerData(context, (query, out, format) -> data.writeCluster(path, nodes, query, format, out));
        } else {
            answerNodes(
                    context,
                    path,
                    nodes.stream().filter(node -> wanted.contains(node.node())).toList());
        }
    }

    private void node(Context context, UsageView view) throws IOException {
        String name = context.pathParam("node");
        Optional<NodeView> node = view.node(name);
        if (node.isEmpty() && !isTarget(name)) {
            AnswerHandler.refuse(context, 404, "No such node is scraped here.");
            return;
        }
        answerNodes(context, NODE, node.stream().toList());
    }

    /**
     * Returns whether {@code name} is a scrape target. A target without data gets an empty response, so that Prometheus
     * marks its existing series as stale.
     */
    private boolean isTarget(String name) {
        for (TargetStatus status : statuses.statuses()) {
            if (status.target().node().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private void answerNodes(Context context, String path, List<NodeView> nodes) throws IOException {
        answerData(context, (query, out, format) -> data.writeNodes(path, nodes, query, format, out));
    }

    private static void answerData(Context context, Answer body) throws IOException {
        answer(context, (query, out, format) -> {
            body.write(query, out, format);
            if (format == ExpositionFormat.OPENMETRICS) {
                out.write("# EOF\n".getBytes(UTF_8));
            }
        });
    }

    private void writeSelf(UsageView view, ExpositionQuery query, ExpositionFormat format, OutputStream out)
            throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
        NodeStatusCollector nodes = new NodeStatusCollector(statuses.statuses(), view);
        SelfWriter.write(self.registry(), nodes, query::letsSelf, format, writer);
        writer.flush();
    }

    private static void answer(Context context, Answer body) throws IOException {
        ExpositionQuery query = ExpositionQuery.of(context.queryParams("name[]"), context.queryParams("collect[]"));
        if (!query.unknown().isEmpty()) {
            AnswerHandler.refuse(
                    context,
                    400,
                    "No such group: " + String.join(", ", query.unknown()) + ". There are " + MetricGroup.labels()
                            + '.');
            return;
        }
        AnswerHandler.stream(context, (out, format) -> body.write(query, out, format));
    }

    /** Responds from one view, which the caller closes afterwards. */
    private interface Exposition {
        void write(UsageView view) throws IOException;
    }

    /** Writes the content that a request selects. */
    private interface Answer {
        void write(ExpositionQuery query, OutputStream out, ExpositionFormat format) throws IOException;
    }
}
