package io.kubestats.exporter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kubestats.http.BodyWriter;
import io.kubestats.model.NodeBatch;
import io.kubestats.testing.ExpositionSamples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;

/** Writes batches as exposition text, for tests. */
final class Expositions {
    static final Collection<MetricFamily> EVERY_FAMILY = EnumSet.allOf(MetricFamily.class);

    private Expositions() {}

    /** What is on by default, as Prometheus text. */
    static ExpositionText parsed(NodeBatch... batches) {
        return ExpositionText.parse(text(batches), ExpositionFormat.TEXT);
    }

    static String text(NodeBatch... batches) {
        return write(ExpositionFormat.TEXT, ExpositionConfig.defaults().families(), batches);
    }

    static String write(ExpositionFormat format, Collection<MetricFamily> families, NodeBatch... batches) {
        return write(ObjectFacts.NONE, format, families, batches);
    }

    static String write(
            ObjectFacts objects, ExpositionFormat format, Collection<MetricFamily> families, NodeBatch... batches) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BodyWriter out = new BodyWriter(bytes, 1024);
        try {
            new DataWriter(out, format).write(frames(objects, batches), families);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(UTF_8);
    }

    static List<NodeFrame> frames(NodeBatch... batches) {
        return frames(ObjectFacts.NONE, batches);
    }

    private static List<NodeFrame> frames(ObjectFacts objects, NodeBatch... batches) {
        return NodeFrame.of(ExpositionSamples.view(batches).nodes(), new NamespaceFilter(namespace -> true), objects);
    }
}
