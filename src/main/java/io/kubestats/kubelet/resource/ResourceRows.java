package io.kubestats.kubelet.resource;

import io.kubestats.kubelet.answer.AnomalyCounts;
import io.kubestats.model.Anomaly;
import io.kubestats.model.PodPoint;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hash table of the pods and containers of one response, which also keeps their order of appearance. Its rows are
 * reused for the next response, so that they need no allocation. Not thread-safe.
 */
final class ResourceRows {
    private static final int FIRST_ROWS = 128;

    private ResourceRow[] rows = newRows(new ResourceRow[0], FIRST_ROWS);
    private @Nullable ResourceRow[] slots = new ResourceRow[FIRST_ROWS * 2];
    private int size;
    private int pods;
    private int nameBytes;

    /** Clears the rows of the last response. */
    void begin() {
        Arrays.fill(slots, null);
        size = 0;
        pods = 0;
        nameBytes = 0;
    }

    /** Returns the number of pods. */
    int pods() {
        return pods;
    }

    /** Returns the total size of all names in bytes. */
    int nameBytes() {
        return nameBytes;
    }

    /** Returns the number of pods and containers. */
    int size() {
        return size;
    }

    /** Returns the capacity in rows. */
    int room() {
        return rows.length;
    }

    /** Returns the row of the line's pod; adds it if necessary. */
    ResourceRow pod(ResourceLine line) {
        int hash = hash(line.podHash(), 0);
        int slot = slot(line.namespace(), line.pod(), "", hash);
        ResourceRow row = slots[slot];
        if (row != null) {
            return row;
        }
        pods++;
        nameBytes += line.namespace().length() + line.pod().length();
        return add(line.namespace(), line.pod(), "", hash, slot);
    }

    /** Returns the row of the line's container; adds it and its pod if necessary. */
    ResourceRow container(ResourceLine line) {
        int hash = hash(line.podHash(), line.containerHash());
        ResourceRow row = slots[slot(line.namespace(), line.pod(), line.container(), hash)];
        if (row != null) {
            return row;
        }
        ResourceRow owner = pod(line);
        int slot = slot(line.namespace(), line.pod(), line.container(), hash);
        ResourceRow added = add(line.namespace(), line.pod(), line.container(), hash, slot);
        owner.add(added);
        nameBytes += line.container().length();
        return added;
    }

    /** Returns the complete pods without conflicts; counts those with conflicts as anomalies. */
    List<PodPoint> points(AnomalyCounts anomalies) {
        PodPoint[] points = new PodPoint[pods];
        int count = 0;
        for (int i = 0; i < size; i++) {
            ResourceRow row = rows[i];
            if (!row.isPod()) {
                continue;
            }
            if (row.hasConflict()) {
                anomalies.add(
                        Anomaly.DUPLICATE, () -> "pod " + row.podName() + " has two lines of one name that differ");
            } else if (!row.isIncomplete()) {
                points[count++] = row.point();
            }
        }
        return List.of(count == pods ? points : Arrays.copyOf(points, count));
    }

    private ResourceRow add(String namespace, String pod, String container, int hash, int slot) {
        ResourceRow row = rows[size++];
        row.begin(namespace, pod, container, hash);
        slots[slot] = row;
        if (size == rows.length) {
            grow();
        }
        return row;
    }

    private void grow() {
        rows = newRows(rows, rows.length * 2);
        slots = new ResourceRow[rows.length * 2];
        for (int i = 0; i < size; i++) {
            int slot = start(rows[i].hash());
            while (slots[slot] != null) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = rows[i];
        }
    }

    private static ResourceRow[] newRows(ResourceRow[] held, int room) {
        ResourceRow[] rows = Arrays.copyOf(held, room);
        for (int i = held.length; i < room; i++) {
            rows[i] = new ResourceRow();
        }
        return rows;
    }

    /** Returns the slot that holds the row, or the free slot where it belongs. */
    private int slot(String namespace, String pod, String container, int hash) {
        int slot = start(hash);
        for (ResourceRow row = slots[slot]; row != null; row = slots[slot]) {
            if (row.is(namespace, pod, container, hash)) {
                return slot;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private int start(int hash) {
        return hash >>> Integer.numberOfLeadingZeros(slots.length - 1);
    }

    /** Returns a well-spread hash code, as linear probing requires. */
    private static int hash(int podHash, int containerHash) {
        return (podHash * 31 + containerHash) * 0x9E3779B1;
    }
}
