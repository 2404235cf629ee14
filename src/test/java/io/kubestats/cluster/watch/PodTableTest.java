package io.kubestats.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.cluster.PodMeta;
import io.kubestats.cluster.selector.LabelSelector;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PodTableTest {
    private static final int KINDS = 4;

    private final AtomicLong nanos = new AtomicLong();
    private final PodTable table = new PodTable(() -> nanos.addAndGet(PodTable.PUBLISH_EVERY.toNanos()));

    /** Each change has a pod's number and an action: put, put with a label, put into another namespace, or remove. */
    @Property(tries = 200)
    void holdsInOrderWhatWasPutAndNotRemoved(
            @ForAll @Size(max = 60) List<@IntRange(max = 12 * KINDS - 1) Integer> told) {
        TreeMap<String, PodMeta> expected = new TreeMap<>();
        table.beginList();
        table.endList();

        for (int change : told) {
            PodMeta pod = pod(change / KINDS, change % KINDS);
            String key = pod.namespace() + "/" + pod.name();
            if (change % KINDS == 0) {
                table.remove(pod);
                expected.remove(key);
            } else {
                table.put(pod);
                expected.put(key, pod);
            }
            // Readers interleave with changes, and must not retain stale snapshots.
            assertThat(table.pod(pod.namespace(), pod.name()).isPresent()).isEqualTo(expected.containsKey(key));
        }

        assertThat(table.pods(LabelSelector.everything())).containsExactlyElementsOf(expected.values());
        assertThat(table.size()).isEqualTo(expected.size());
        assertThat(expected.values())
                .allSatisfy(pod ->
                        assertThat(table.pod(pod.namespace(), pod.name())).contains(pod));
    }

    private static PodMeta pod(int number, int kind) {
        return new PodMeta(
                kind == 3 ? "shop" : "blog", "web-" + number, "node-1", kind == 2 ? Map.of("app", "web") : Map.of());
    }
}
