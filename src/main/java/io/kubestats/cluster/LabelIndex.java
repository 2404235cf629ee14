package io.kubestats.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which pods of a list carry a label with a value: one open-addressed table from the pair to its pods' places in the
 * list, in flat arrays that share the pods' own strings. Immutable.
 */
final class LabelIndex {
    private static final int NONE = -1;

    private final int[] slots;
    private final String[] keys;
    private final String[] values;
    private final int[] starts;
    private final int[] places;

    /** The index of {@code pods}. */
    LabelIndex(List<PodMeta> pods) {
        int labels = 0;
        for (PodMeta pod : pods) {
            labels += pod.labels().size();
        }
        slots = new int[Integer.highestOneBit(Math.max(1, labels)) << 2];
        Arrays.fill(slots, NONE);
        String[] keyOfPair = new String[labels];
        String[] valueOfPair = new String[labels];
        int[] pairOfLabel = new int[labels];
        int[] ends = new int[labels + 1];
        int pairs = 0;
        int label = 0;
        for (PodMeta pod : pods) {
            for (Map.Entry<String, String> entry : pod.labels().entrySet()) {
                int slot = slotOf(entry.getKey(), entry.getValue(), keyOfPair, valueOfPair);
                if (slots[slot] == NONE) {
                    keyOfPair[pairs] = entry.getKey();
                    valueOfPair[pairs] = entry.getValue();
                    slots[slot] = pairs++;
                }
                pairOfLabel[label++] = slots[slot];
                ends[slots[slot] + 1]++;
            }
        }
        keys = Arrays.copyOf(keyOfPair, pairs);
        values = Arrays.copyOf(valueOfPair, pairs);
        starts = Arrays.copyOf(ends, pairs + 1);
        for (int pair = 0; pair < pairs; pair++) {
            starts[pair + 1] += starts[pair];
        }
        places = placesByPair(pods, pairOfLabel, starts);
    }

    /**
     * The places, ascending, of pods among which all that match are: the pods that meet the requirement which the
     * fewest meet. Empty if no requirement names values, so that every pod has to be looked at.
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
            int pair = slots[slotOf(requirement.key(), value, keys, values)];
            count += pair == NONE ? 0 : starts[pair + 1] - starts[pair];
        }
        return count;
    }

    private int[] places(LabelRequirement requirement, int count) {
        int[] found = new int[count];
        int size = 0;
        for (String value : requirement.values()) {
            int pair = slots[slotOf(requirement.key(), value, keys, values)];
            if (pair != NONE) {
                int length = starts[pair + 1] - starts[pair];
                System.arraycopy(places, starts[pair], found, size, length);
                size += length;
            }
        }
        Arrays.sort(found);
        return found;
    }

    /** The slot that holds the pair, or the free one where it belongs. */
    private int slotOf(String key, String value, String[] keyOfPair, String[] valueOfPair) {
        int hash = (key.hashCode() * 31 + value.hashCode()) * 0x9E3779B9;
        int slot = (hash ^ (hash >>> 16)) & (slots.length - 1);
        while (slots[slot] != NONE && !(valueOfPair[slots[slot]].equals(value) && keyOfPair[slots[slot]].equals(key))) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private static int[] placesByPair(List<PodMeta> pods, int[] pairOfLabel, int[] starts) {
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
