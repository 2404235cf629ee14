package io.kubestats.exporter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kubestats.config.KeyChoice;
import io.kubestats.config.MetadataChoice;
import io.kubestats.config.ObjectKeys;
import io.kubestats.config.SampleTimes;
import io.kubestats.exporter.families.ExpositionFormat;
import io.kubestats.exporter.families.ExpositionFrame;
import io.kubestats.exporter.families.MetricFamily;
import io.kubestats.exporter.families.NamespaceFilter;
import io.kubestats.exporter.families.NodeSnapshot;
import io.kubestats.exporter.families.ObjectFacts;
import io.kubestats.exporter.families.SeriesForm;
import io.kubestats.http.BodyWriter;
import io.kubestats.model.NodeBatch;
import io.kubestats.testing.ExpositionSamples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;

/** Exposition text of batches, for tests. */
public final class Expositions {
    static final Collection<MetricFamily> EVERY_FAMILY = EnumSet.allOf(MetricFamily.class);
    static final MetadataChoice EVERYTHING = new MetadataChoice(everyKey(), everyKey());

    private Expositions() {}

    /** Returns the default families in the parsed Prometheus text format. */
    public static ExpositionText parsed(NodeBatch... batches) {
        return ExpositionText.parse(text(batches), ExpositionFormat.TEXT);
    }

    static String text(NodeBatch... batches) {
        return write(ExpositionFormat.TEXT, ExpositionConfig.defaults().families(), batches);
    }

    public static String write(ExpositionFormat format, Collection<MetricFamily> families, NodeBatch... batches) {
        return write(ObjectFacts.NONE, format, families, batches);
    }

    public static String write(
            ObjectFacts objects, ExpositionFormat format, Collection<MetricFamily> families, NodeBatch... batches) {
        return write(objects, new SeriesForm(format, SampleTimes.NONE), families, batches);
    }

    public static String write(
            ObjectFacts objects, SeriesForm form, Collection<MetricFamily> families, NodeBatch... batches) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BodyWriter out = new BodyWriter(bytes, 1024);
        try {
            new DataWriter(out, form).write(frame(objects, batches), families);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(UTF_8);
    }

    static ExpositionFrame frame(NodeBatch... batches) {
        return frame(ObjectFacts.NONE, batches);
    }

    static ExpositionFrame frame(ObjectFacts objects, NodeBatch... batches) {
        List<NodeSnapshot> nodes = NodeSnapshot.of(
                ExpositionSamples.view(batches).nodes(), new NamespaceFilter(namespace -> true), objects);
        return new ExpositionFrame(nodes, objects.namespaces(), EVERYTHING);
    }

    private static ObjectKeys everyKey() {
        KeyChoice every = new KeyChoice(List.of("*"));
        return new ObjectKeys(every, every, every);
    }
}
