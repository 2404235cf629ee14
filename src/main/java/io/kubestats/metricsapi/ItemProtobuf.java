package io.kubestats.metricsapi;

import io.kubestats.metricsapi.format.ProtobufBuffer;
import io.kubestats.store.series.ContainerUsage;
import io.kubestats.wire.ResourceQuantity;
import java.util.List;

/**
 * Encoder of objects as protobuf messages, with the field numbers of the generated.proto files of apimachinery and of
 * metrics.k8s.io. Empty strings and zeroes are written wherever Go writes them. Not thread-safe.
 */
final class ItemProtobuf {
    private final ProtobufBuffer buffer;
    private final long createdSeconds;
    private final SortedLabels labels = new SortedLabels();
    private final byte[] scratch = new byte[ResourceQuantity.LONGEST];

    /** Creates an encoder to {@code buffer} of objects that are served at {@code createdMillis}. */
    ItemProtobuf(ProtobufBuffer buffer, long createdMillis) {
        this.buffer = buffer;
        this.createdSeconds = Math.floorDiv(createdMillis, 1000L);
    }

    /** Writes all fields of NodeMetrics or PodMetrics. */
    void fields(ObjectMetrics object) {
        if (object instanceof ObjectMetrics.OfPod pod) {
            containers(pod.containers());
        } else {
            usage(4, object.cpuNanoCores(), object.memoryBytes());
        }
        int before = buffer.size();
        buffer.number(1, object.windowMillis() * 1_000_000);
        buffer.message(3, before);
        time(2, Math.floorDiv(object.timestampMillis(), 1000L));
        metadata(object);
    }

    /** Writes the one field of PartialObjectMetadata, which is also the first of all objects. */
    void metadata(ObjectMetrics object) {
        int before = buffer.size();
        labels.load(object.labels());
        for (int i = labels.size() - 1; i >= 0; i--) {
            int beforeLabel = buffer.size();
            buffer.string(2, labels.value(i));
            buffer.string(1, labels.key(i));
            buffer.message(11, beforeLabel);
        }
        time(8, createdSeconds);
        buffer.number(7, 0);
        buffer.string(6, "");
        buffer.string(5, "");
        buffer.string(4, "");
        buffer.string(3, object.namespace());
        buffer.string(2, "");
        buffer.string(1, object.name());
        buffer.message(1, before);
    }

    private void containers(List<ContainerUsage> containers) {
        for (int i = containers.size() - 1; i >= 0; i--) {
            ContainerUsage container = containers.get(i);
            int before = buffer.size();
            usage(2, container.usage().cpuNanoCores(), container.usage().memoryBytes());
            buffer.string(1, container.name());
            buffer.message(4, before);
        }
    }

    private void usage(int field, long cpuNanoCores, long memoryBytes) {
        quantity(field, "memory", ResourceQuantity.memory(memoryBytes, scratch, scratch.length));
        quantity(field, "cpu", ResourceQuantity.cpu(cpuNanoCores, scratch, scratch.length));
    }

    private void quantity(int field, String resource, int textFrom) {
        int before = buffer.size();
        buffer.ascii(1, scratch, textFrom);
        buffer.message(2, before);
        buffer.string(1, resource);
        buffer.message(field, before);
    }

    private void time(int field, long seconds) {
        int before = buffer.size();
        buffer.number(2, 0);
        buffer.number(1, seconds);
        buffer.message(field, before);
    }
}
