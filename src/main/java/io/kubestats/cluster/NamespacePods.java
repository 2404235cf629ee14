package io.kubestats.cluster;

import io.kubestats.cluster.selector.LabelSelector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pods of one namespace, sorted by name. Thread-safe. */
public final class NamespacePods {
    /** With fewer pods a scan is as fast, and an index would only take memory. */
    private static final int FEWEST_TO_INDEX = 32;

    private final List<PodMeta> pods;

    /** Created by the first query by label; two threads may create it concurrently, and either result is valid. */
    private volatile @Nullable LabelIndex index;

    public NamespacePods(List<PodMeta> pods) {
        this.pods = pods;
    }

    Optional<PodMeta> pod(String name) {
        int place = place(pods, name);
        return place < 0 ? Optional.empty() : Optional.of(pods.get(place));
    }

    /** Returns the index of a name in pods sorted by name, or the insertion point as {@code -index - 1}. */
    public static int place(List<PodMeta> pods, String name) {
        int low = 0;
        int high = pods.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = pods.get(middle).name().compareTo(name);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    List<PodMeta> all() {
        return pods;
    }

    List<PodMeta> matching(LabelSelector selector) {
        List<PodMeta> matching = new ArrayList<>();
        addMatching(selector, matching);
        return Collections.unmodifiableList(matching);
    }

    void addMatching(LabelSelector selector, List<PodMeta> matching) {
        Optional<int[]> places = pods.size() < FEWEST_TO_INDEX ? Optional.empty() : index().candidates(selector);
        if (places.isEmpty()) {
            for (PodMeta pod : pods) {
                addIfMatching(pod, selector, matching);
            }
            return;
        }
        for (int place : places.get()) {
            addIfMatching(pods.get(place), selector, matching);
        }
    }

    private static void addIfMatching(PodMeta pod, LabelSelector selector, List<PodMeta> matching) {
        if (selector.matches(pod.labels())) {
            matching.add(pod);
        }
    }

    private LabelIndex index() {
        LabelIndex made = index;
        if (made == null) {
            made = LabelIndex.of(pods);
            index = made;
        }
        return made;
    }
}
