package io.kubestats.metricsapi;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kubestats.http.BodyWriter;
import io.kubestats.metricsapi.format.JsonText;
import io.kubestats.store.series.ContainerUsage;
import io.kubestats.wire.GoDuration;
import io.kubestats.wire.ResourceQuantity;
import io.kubestats.wire.Rfc3339;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Writer of objects as JSON bytes. It allocates nothing per object, except text of labels that differ from the previous
 * object's. Not thread-safe.
 */
final class ItemJson {
    private static final byte[] NAME = ascii("{\"name\":");
    private static final byte[] NAMESPACE = ascii(",\"namespace\":");
    private static final byte[] CREATED = ascii(",\"creationTimestamp\":");
    private static final byte[] LABELS = ascii(",\"labels\":{");
    private static final byte[] METADATA = ascii("\"metadata\":");
    private static final byte[] TIMESTAMP = ascii(",\"timestamp\":");
    private static final byte[] WINDOW = ascii(",\"window\":");
    private static final byte[] CONTAINERS = ascii(",\"containers\":[");
    private static final byte[] USAGE = ascii(",\"usage\":");
    private static final byte[] CPU = ascii("{\"cpu\":");
    private static final byte[] MEMORY = ascii(",\"memory\":");

    private final BodyWriter out;
    private final long createdMillis;
    private final Rfc3339 createdText = new Rfc3339();
    private final Rfc3339 timestampText = new Rfc3339();
    private final SortedLabels labels = new SortedLabels();
    private final ByteArrayOutputStream renderedLabels = new ByteArrayOutputStream();
    private final BodyWriter labelsOut = new BodyWriter(renderedLabels, 256);
    /** The labels of the last object and their text; the next object of the same workload has the same labels. */
    private Map<String, String> lastLabels = Map.of();

    private byte[] lastLabelsText = {};
    private final byte[] scratch = new byte[Math.max(ResourceQuantity.LONGEST, GoDuration.LONGEST)];

    /** Creates a writer to {@code out} of objects that are served at {@code createdMillis}. */
    ItemJson(BodyWriter out, long createdMillis) {
        this.out = out;
        this.createdMillis = createdMillis;
    }

    /** Writes all fields of an object except kind and version, without braces. */
    void fields(ObjectMetrics object) throws IOException {
        out.write(METADATA);
        metadata(object);
        out.write(TIMESTAMP);
        timestampText.write(out, object.timestampMillis());
        out.write(WINDOW);
        window(object);
        if (object instanceof ObjectMetrics.OfPod pod) {
            out.write(CONTAINERS);
            containers(pod.containers());
            out.write(']');
        } else {
            out.write(USAGE);
            usage(object.cpuNanoCores(), object.memoryBytes());
        }
    }

    /** Writes the object's metadata. */
    void metadata(ObjectMetrics object) throws IOException {
        out.write(NAME);
        JsonText.write(out, object.name());
        if (!object.namespace().isEmpty()) {
            out.write(NAMESPACE);
            JsonText.write(out, object.namespace());
        }
        out.write(CREATED);
        createdText.write(out, createdMillis);
        if (!object.labels().isEmpty()) {
            labels(object.labels());
        }
        out.write('}');
    }

    /** Writes the object's window, in quotes. */
    void window(ObjectMetrics object) throws IOException {
        quoted(GoDuration.write(object.windowMillis() * 1_000_000, scratch, scratch.length));
    }

    /** Writes an amount of CPU, in quotes. */
    void cpu(long nanoCores) throws IOException {
        quoted(ResourceQuantity.cpu(nanoCores, scratch, scratch.length));
    }

    /** Writes an amount of memory, in quotes. */
    void memory(long bytes) throws IOException {
        quoted(ResourceQuantity.memory(bytes, scratch, scratch.length));
    }

    private void labels(Map<String, String> wanted) throws IOException {
        if (wanted != lastLabels) {
            lastLabelsText = text(wanted);
            lastLabels = wanted;
        }
        out.write(lastLabelsText);
    }

    private byte[] text(Map<String, String> wanted) throws IOException {
        labels.load(wanted);
        renderedLabels.reset();
        labelsOut.write(LABELS);
        for (int i = 0; i < labels.size(); i++) {
            if (i > 0) {
                labelsOut.write(',');
            }
            JsonText.write(labelsOut, labels.key(i));
            labelsOut.write(':');
            JsonText.write(labelsOut, labels.value(i));
        }
        labelsOut.write('}');
        labelsOut.flush();
        return renderedLabels.toByteArray();
    }

    private void containers(List<ContainerUsage> containers) throws IOException {
        for (int i = 0; i < containers.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            ContainerUsage container = containers.get(i);
            out.write(NAME);
            JsonText.write(out, container.name());
            out.write(USAGE);
            usage(container.usage().cpuNanoCores(), container.usage().memoryBytes());
            out.write('}');
        }
    }

    private void usage(long cpuNanoCores, long memoryBytes) throws IOException {
        out.write(CPU);
        cpu(cpuNanoCores);
        out.write(MEMORY);
        memory(memoryBytes);
        out.write('}');
    }

    private void quoted(int from) throws IOException {
        out.write('"');
        out.write(scratch, from, scratch.length - from);
        out.write('"');
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
