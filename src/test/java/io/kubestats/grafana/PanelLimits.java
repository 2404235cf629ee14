package io.kubestats.grafana;

import java.util.Map;
import java.util.Set;

/** Limits of a panel's values, and whether it may be empty. Panels are identified as in lists. */
final class PanelLimits {
    /** Panels that may be empty, with the reason; other tests cover the parts of such queries. */
    private static final Map<String, String> MAY_BE_EMPTY = Map.of(
            "kubestats-self: Refused expositions", "the counter has no series before the first is refused",
            "kubestats-self: Objects known", "the demo watches no API server",
            "kubestats-self: Watching", "the demo watches no API server",
            "kubestats-self: Certificate ends in", "the demo has no certificate of its own",
            "kubestats-self: Access decisions", "the demo lets everybody in",
            "kubestats-storage: Claims: Full in", "volumes that do not grow are never full; see Growth and Free",
            "kubestats-storage: Full soonest", "the same, drawn over time");

    private static final Map<String, String> MAY_BE_EMPTY_FOR_ONE = Map.of(
            "kubestats-storage: Largest volumes without a claim: Used",
            "a namespace has not such a volume on every node; over all there are some",
            "kubestats-rightsizing: CPU without a request: Used",
            "in most namespaces every container has a request",
            "kubestats-rightsizing: Memory without a request: Used",
            "in most namespaces every container has a request");

    private static final Set<String> MAY_SHRINK =
            Set.of("kubestats-storage: Claims: Growth", "kubestats-storage: Fastest growth");

    /** A pod with a small request may use a multiple of it; an absurd share is one that no machine could reach. */
    private static final double MOST_OF_REQUESTS = 100;

    /** Readings of two moments can make a share slightly larger than its maximum. */
    private static final double WHOLE = 1.05;

    private PanelLimits() {}

    /** Returns whether it may be empty, with everything selected or with one value of every variable. */
    static boolean mayBeEmpty(String name, boolean one) {
        return MAY_BE_EMPTY.containsKey(name) || (one && MAY_BE_EMPTY_FOR_ONE.containsKey(name));
    }

    static double least(String name) {
        return MAY_SHRINK.contains(name) ? -Double.MAX_VALUE : 0;
    }

    static double most(String name, String unit) {
        if (!unit.equals("percentunit")) {
            return Double.MAX_VALUE;
        }
        return name.endsWith("of requests") || name.endsWith("Of requests") ? MOST_OF_REQUESTS : WHOLE;
    }
}
