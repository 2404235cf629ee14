package io.kubestats.exporter;

import io.kubestats.exporter.families.ExpositionFormat;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Writer of self-metrics as exposition text, including the OpenMetrics end marker. */
final class SelfWriter {
    private SelfWriter() {}

    static void write(
            CollectorRegistry registry, Collector more, Predicate<String> names, ExpositionFormat format, Writer out)
            throws IOException {
        List<MetricFamilySamples> families = new ArrayList<>();
        for (MetricFamilySamples family : more.collect()) {
            add(family, names, families);
        }
        for (MetricFamilySamples family : Collections.list(registry.metricFamilySamples())) {
            add(family, names, families);
        }
        if (format == ExpositionFormat.TEXT) {
            TextFormat.write004(out, Collections.enumeration(families));
        } else {
            TextFormat.writeOpenMetrics100(out, Collections.enumeration(families));
        }
    }

    /**
     * Adds the selected samples without {@code _created}: that series would double the number of counter series, and
     * nothing in this project queries it.
     */
    private static void add(MetricFamilySamples family, Predicate<String> names, List<MetricFamilySamples> to) {
        @Nullable MetricFamilySamples kept = family.filter(name -> !name.endsWith("_created") && names.test(name));
        if (kept != null && !kept.samples.isEmpty()) {
            to.add(kept);
        }
    }
}
