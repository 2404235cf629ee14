package io.kubestats.metricsapi.format;

import java.util.List;
import java.util.Optional;

/** A resource of the group. */
public enum ApiResource {
    NODES("nodes", "NodeMetrics", false),
    PODS("pods", "PodMetrics", true);

    private final String plural;
    private final String kind;
    private final boolean namespaced;

    ApiResource(String plural, String kind, boolean namespaced) {
        this.plural = plural;
        this.kind = kind;
        this.namespaced = namespaced;
    }

    /** Returns the resource of that plural name, if it is served. */
    public static Optional<ApiResource> of(String plural) {
        for (ApiResource resource : values()) {
            if (resource.plural.equals(plural)) {
                return Optional.of(resource);
            }
        }
        return Optional.empty();
    }

    public String plural() {
        return plural;
    }

    public String kind() {
        return kind;
    }

    public String listKind() {
        return kind + "List";
    }

    public boolean namespaced() {
        return namespaced;
    }

    /** Returns the fields that a field selector may name. */
    public List<String> selectableFields() {
        return switch (this) {
            case NODES -> List.of("metadata.name", "metadata.namespace");
            case PODS -> List.of("metadata.name", "metadata.namespace", "spec.nodeName", "status.phase");
        };
    }
}
