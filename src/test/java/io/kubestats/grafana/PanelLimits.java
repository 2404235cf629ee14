package io.kubestats.grafana;

import java.util.Map;
import java.util.Set;

/** What a panel may show: within which limits, and whether nothing at all. Panels are named as they show in lists. */
final class PanelLimits {
    /** What may have no data, and why; what such queries are made of is asked elsewhere too. */
    private static final Map<String, String> MAY_BE_EMPTY = Map.of(
            "kubestats-self: Refused expositions", "the counter has no series before the first is refused",
            "kubestats-self: Objects known", "the demo watches no API server",
            "kubestats-self: Watching", "the demo watches no API server",
            "kubestats-self: Certificate ends in", "the demo has no certificate of its own",
            "kubestats-self: Who asked, and whether they may", "the demo lets everybody in",
            "kubestats-storage: Claims: Full in", "volumes that do not grow are never full; see Growth and Free",
            "kubestats-storage: Full soonest", "the same, drawn over time");

    private static final Map<String, String> MAY_BE_EMPTY_FOR_ONE = Map.of(
            "kubestats-storage: Largest volumes without a claim: Used",
            "a namespace has not such a volume on every node; over all there are some",
            "kubestats-rightsizing: CPU without a request: Used",
            "in most namespaces every container asked for something",
            "kubestats-rightsizing: Memory without a request: Used",
            "in most namespaces every container asked for something");

    private static final Set<String> MAY_SHRINK =
            Set.of("kubestats-storage: Claims: Growth", "kubestats-storage: Fastest growth");

    /** Who asked for little may use many times as much; an absurd share is one that no machine could reach. */
    private static final double MOST_OF_REQUESTS = 100;

    /** Readings of two moments make a share a little larger than it can be. */
    private static final double WHOLE = 1.05;

    private PanelLimits() {}

    /** Whether it may bring nothing, for all of everything or for the one of everything that was chosen. */
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
