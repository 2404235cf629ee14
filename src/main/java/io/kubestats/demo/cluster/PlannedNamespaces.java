package io.kubestats.demo.cluster;

import io.kubestats.cluster.NamespaceMeta;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The namespaces of the simulated cluster. */
public final class PlannedNamespaces {
    private static final String NO_TEAM = "platform";
    private static final Map<String, String> TEAMS =
            Map.of("batch", "payments", "payments", "payments", "search", "storefront", "shop", "storefront");

    private PlannedNamespaces() {}

    /** Returns all namespaces, sorted by name. */
    public static List<NamespaceMeta> all() {
        return Stream.concat(Workloads.NAMESPACES.stream(), Stream.of("default"))
                .sorted()
                .map(PlannedNamespaces::named)
                .toList();
    }

    private static NamespaceMeta named(String name) {
        String team = TEAMS.getOrDefault(name, NO_TEAM);
        return new NamespaceMeta(
                name,
                Map.of(
                        "kubernetes.io/metadata.name",
                        name,
                        "pod-security.kubernetes.io/enforce",
                        team.equals(NO_TEAM) ? "privileged" : "baseline",
                        "team",
                        team),
                Map.of("example.org/contact", "team-" + team + "@example.org"));
    }
}
