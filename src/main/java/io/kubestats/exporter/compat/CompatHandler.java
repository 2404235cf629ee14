package io.kubestats.exporter.compat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kubestats.exporter.AnswerHandler;
import io.kubestats.exporter.ExpositionConfig;
import io.kubestats.exporter.ExpositionGate;
import io.kubestats.exporter.ExpositionMetrics;
import io.kubestats.exporter.SelfMetrics;
import io.kubestats.exporter.families.ExpositionFormat;
import io.kubestats.exporter.families.NamespaceFilter;
import io.kubestats.exporter.families.NodeSnapshot;
import io.kubestats.exporter.families.ObjectFacts;
import io.kubestats.http.BodyWriter;
import io.kubestats.http.RouteGroup;
import io.kubestats.store.UsageView;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Handler for the compatibility expositions {@code /metrics/cadvisor} and {@code /metrics/resource}, each rendered from
 * one store view. A form that is not enabled is answered with 404 and the flag that enables it.
 */
public final class CompatHandler implements RouteGroup {
    private static final int BUFFER_BYTES = 4 * BodyWriter.RECORD_BYTES;

    private final Supplier<UsageView> views;
    private final ObjectFacts objects;
    private final Set<CompatForm> forms;
    private final ExpositionConfig config;
    private final ExpositionMetrics metrics;
    private final ExpositionGate gate;

    /** Creates a handler that renders views from {@code views} in {@code forms}, timed by {@code nanos}. */
    public CompatHandler(
            Supplier<UsageView> views,
            ObjectFacts objects,
            Set<CompatForm> forms,
            SelfMetrics self,
            ExpositionConfig config,
            LongSupplier nanos) {
        this.views = requireNonNull(views, "views");
        this.objects = requireNonNull(objects, "objects");
        this.forms = Set.copyOf(forms);
        this.config = requireNonNull(config, "config");
        this.metrics = self.expositions();
        this.gate = new ExpositionGate(config.maxConcurrent(), metrics, nanos);
    }

    @Override
    public void register(RoutesConfig routes) {
        paths().forEach(metrics::offered);
        for (CompatForm form : EnumSet.allOf(CompatForm.class)) {
            routes.get(form.path(), context -> answer(context, form));
        }
    }

    /** Returns the paths of the enabled forms only. */
    @Override
    public List<String> paths() {
        return Arrays.stream(CompatForm.values())
                .filter(forms::contains)
                .map(CompatForm::path)
                .toList();
    }

    private void answer(Context context, CompatForm form) throws IOException {
        if (!forms.contains(form)) {
            AnswerHandler.refuse(
                    context,
                    404,
                    "Not offered here: start kubestats with --compat=" + form.label()
                            + " to have it. Scrape either this or the kubelets' own, or sums are doubled.");
        } else if (!gate.pass(form.path(), () -> write(context, form))) {
            AnswerHandler.refuseAsTooMany(context);
        }
    }

    private void write(Context context, CompatForm form) throws IOException {
        try (UsageView view = views.get()) {
            List<NodeSnapshot> nodes = NodeSnapshot.of(view.nodes(), new NamespaceFilter(config.namespaces()), objects);
            AnswerHandler.stream(context, (out, format) -> write(form, nodes, out, format));
        }
    }

    private void write(CompatForm form, List<NodeSnapshot> nodes, OutputStream out, ExpositionFormat format)
            throws IOException {
        BodyWriter body = new BodyWriter(out, BUFFER_BYTES);
        long series = 0;
        for (CompatFamily family : form.families()) {
            CompatWriter writer = new CompatWriter(body, format, family);
            for (int i = 0; i < nodes.size(); i++) {
                family.write(writer, nodes.get(i));
            }
            series += writer.count();
        }
        if (format == ExpositionFormat.OPENMETRICS) {
            body.write("# EOF\n".getBytes(UTF_8));
        }
        body.flush();
        metrics.wrote(form.path(), series);
    }
}
