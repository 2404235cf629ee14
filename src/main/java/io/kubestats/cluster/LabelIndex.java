package io.kubestats.cluster;

import io.kubestats.cluster.selector.LabelRequirement;
import io.kubestats.cluster.selector.LabelSelector;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An inverted index from label pairs to the pods that carry them: an open-addressed table from each pair to its pods'
 * positions in the list, in flat arrays that share the pods' own strings. Immutable and thread-safe.
 */
final class LabelIndex {
    private static final int NONE = -1;

    private final int[] slots;
    private final String[] keys;
    private final String[] values;
    private final int[] starts;
    private final int[] places;

    private LabelIndex(int[] slots, String[] keys, String[] values, int[] starts, int[] places) {
        this.slots = slots;
        this.keys = keys;
        this.values = values;
        this.starts = starts;
        this.places = places;
    }

    /** Returns the index of {@code pods}. */
    static LabelIndex of(List<PodMeta> pods) {
        int labels = 0;
        for (PodMeta pod : pods) {
            labels += pod.labels().size();
        }
        int[] slots = new int[Integer.highestOneBit(Math.max(1, labels)) << 2];
        Arrays.fill(slots, NONE);
        String[] keys = new String[labels];
        String[] values = new String[labels];
        int[] pairOfLabel = new int[labels];
        int pairs = 0;
        int label = 0;
        for (PodMeta pod : pods) {
            for (Map.Entry<String, String> entry : pod.labels().entrySet()) {
                int slot = slotOf(entry.getKey(), entry.getValue(), slots, keys, values);
                if (slots[slot] == NONE) {
                    keys[pairs] = entry.getKey();
                    values[pairs] = entry.getValue();
                    slots[slot] = pairs++;
                }
                pairOfLabel[label++] = slots[slot];
            }
        }
        int[] starts = starts(pairOfLabel, pairs);
        return new LabelIndex(
                slots,
                Arrays.copyOf(keys, pairs),
                Arrays.copyOf(values, pairs),
                starts,
                places(pods, pairOfLabel, starts));
    }

    /**
     * Returns, in ascending order, the positions of candidate pods: those that meet the most selective requirement.
     * Empty if no requirement names values, so that every pod must be checked.
     */
    Optional<int[]> candidates(LabelSelector selector) {
        LabelRequirement best = null;
        int fewest = Integer.MAX_VALUE;
        for (LabelRequirement requirement : selector.requirements()) {
            int count = requirement.namesValues() ? count(requirement) : Integer.MAX_VALUE;
            if (count < fewest) {
                best = requirement;
                fewest = count;
            }
        }
        return best == null ? Optional.empty() : Optional.of(places(best, fewest));
    }

    private int count(LabelRequirement requirement) {
        int count = 0;
        for (String value : requirement.values()) {
            int pair = slots[slotOf(requirement.key(), value, slots, keys, values)];
            count += pair == NONE ? 0 : starts[pair + 1] - starts[pair];
        }
        return count;
    }

    private int[] places(LabelRequirement requirement, int count) {
        int[] found = new int[count];
        int size = 0;
        for (String value : requirement.values()) {
            int pair = slots[slotOf(requirement.key(), value, slots, keys, values)];
            if (pair != NONE) {
                int length = starts[pair + 1] - starts[pair];
                System.arraycopy(places, starts[pair], found, size, length);
                size += length;
            }
        }
        Arrays.sort(found);
        return found;
    }

    /** Returns the slot of the pair, or the free slot for it. */
    private static int slotOf(String key, String value, int[] slots, String[] keys, String[] values) {
        int hash = (key.hashCode() * 31 + value.hashCode()) * 0x9E3779B9;
        int slot = (hash ^ (hash >>> 16)) & (slots.length - 1);
        while (slots[slot] != NONE && !(values[slots[slot]].equals(value) && keys[slots[slot]].equals(key))) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    /** Returns the start of each pair's positions, followed by the end of the last. */
    private static int[] starts(int[] pairOfLabel, int pairs) {
        int[] starts = new int[pairs + 1];
        for (int pair : pairOfLabel) {
            starts[pair + 1]++;
        }
        for (int pair = 0; pair < pairs; pair++) {
            starts[pair + 1] += starts[pair];
        }
        return starts;
    }

    private static int[] places(List<PodMeta> pods, int[] pairOfLabel, int[] starts) {
        int[] places = new int[pairOfLabel.length];
        int[] next = starts.clone();
        int label = 0;
        for (int place = 0; place < pods.size(); place++) {
            int labels = pods.get(place).labels().size();
            for (int i = 0; i < labels; i++) {
                places[next[pairOfLabel[label++]]++] = place;
            }
        }
        return places;
    }
}
