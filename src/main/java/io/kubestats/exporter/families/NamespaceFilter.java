package io.kubestats.exporter.families;

import static java.util.Objects.requireNonNull;

import io.kubestats.model.PodPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Filter of pods by namespace. Decisions are cached, so the predicate is evaluated once per namespace and exposition
 * and not once per pod. Not thread-safe.
 */
public final class NamespaceFilter {
    private final Predicate<String> wanted;
    private final Map<String, Boolean> known = new HashMap<>();

    public NamespaceFilter(Predicate<String> wanted) {
        this.wanted = requireNonNull(wanted, "wanted");
    }

    /** Returns the accepted {@code pods} in the same order, or the same list if all are accepted. */
    List<PodPoint> of(List<PodPoint> pods) {
        for (int i = 0; i < pods.size(); i++) {
            if (!lets(pods.get(i))) {
                return filtered(pods);
            }
        }
        return pods;
    }

    private List<PodPoint> filtered(List<PodPoint> pods) {
        List<PodPoint> kept = new ArrayList<>(pods.size());
        for (int i = 0; i < pods.size(); i++) {
            if (lets(pods.get(i))) {
                kept.add(pods.get(i));
            }
        }
        return kept;
    }

    private boolean lets(PodPoint pod) {
        return known.computeIfAbsent(pod.ref().namespace(), wanted::test);
    }
}
