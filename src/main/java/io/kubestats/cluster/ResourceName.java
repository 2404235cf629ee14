package io.kubestats.cluster;

import java.util.List;

/** A resource that pods ask for and nodes have, and the words for it in labels: those of kube-state-metrics. */
public enum ResourceName {
    /** Counted in billionths of a core. */
    CPU("cpu", "core"),
    /** Counted in bytes. */
    MEMORY("memory", "byte"),
    /** Counted in bytes. */
    EPHEMERAL_STORAGE("ephemeral_storage", "byte"),
    /** Places for pods on a node. */
    PODS("pods", "integer");

    /** All of them, in order. */
    public static final List<ResourceName> ALL = List.of(values());

    private final String label;
    private final String unit;

    ResourceName(String label, String unit) {
        this.label = label;
        this.unit = unit;
    }

    /** The value of the label {@code resource}. */
    public String label() {
        return label;
    }

    /** The value of the label {@code unit}. */
    public String unit() {
        return unit;
    }
}
