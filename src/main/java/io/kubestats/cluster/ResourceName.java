package io.kubestats.cluster;

import java.util.List;

/** A resource that pods request and nodes provide, with its label values as in kube-state-metrics. */
public enum ResourceName {
    /** CPU in billionths of a core. */
    CPU("cpu", "core"),
    /** Memory in bytes. */
    MEMORY("memory", "byte"),
    /** Ephemeral storage in bytes. */
    EPHEMERAL_STORAGE("ephemeral_storage", "byte"),
    /** Pod slots of a node. */
    PODS("pods", "integer");

    /** All resources, in declaration order. */
    public static final List<ResourceName> ALL = List.of(values());

    private final String label;
    private final String unit;

    ResourceName(String label, String unit) {
        this.label = label;
        this.unit = unit;
    }

    /** Returns the value of the label {@code resource}. */
    public String label() {
        return label;
    }

    /** Returns the value of the label {@code unit}. */
    public String unit() {
        return unit;
    }
}
