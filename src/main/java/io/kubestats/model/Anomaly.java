package io.kubestats.model;

/** Kinds of odd content in a kubelet's response. Odd content is omitted or corrected, and counted. */
public enum Anomaly {
    /**
     * An "available" value that wrapped below zero in the kubelet's unsigned arithmetic: absent for memory and swap, 0
     * for a filesystem, which is then full.
     */
    NEGATIVE_AVAILABLE("negative_available"),
    /** A value beyond what the quantity can be; read as absent. */
    OUT_OF_RANGE("out_of_range"),
    /**
     * Two entries with the same name in one response. The later run is kept if the start times differ; otherwise the
     * pod is omitted.
     */
    DUPLICATE("duplicate_pod"),
    /** A cumulative counter fell while the start time stayed the same. */
    COUNTER_RESET("counter_reset"),
    /** A CPU counter or working set of 0 that is not a measurement, because the container runs or kept running. */
    ZERO_USAGE("zero_usage"),
    /** More CPU or memory than the node has; neither served nor exported. */
    IMPLAUSIBLE("implausible"),
    /** A running container was missing from the response; its last usage is kept until it expires. */
    CONTAINER_MISSING("container_missing"),
    /** A sample older than the stored one. */
    OUT_OF_ORDER("out_of_order"),
    /** A sample more than a minute in the future. */
    FUTURE_SAMPLE("future_sample"),
    /** An unreadable line of {@code /metrics/resource}; skipped. */
    BAD_LINE("bad_line"),
    /** An unusable field of a Summary; read as absent. */
    BAD_FIELD("bad_field"),
    /**
     * An unusable entry of a Summary (pod, container, volume); skipped. A pod with such a container is omitted, because
     * its sums would be wrong.
     */
    BAD_ENTRY("bad_entry");

    private final String label;

    Anomaly(String label) {
        this.label = label;
    }

    /** Returns the anomaly's name in metrics and logs. */
    public String label() {
        return label;
    }
}
