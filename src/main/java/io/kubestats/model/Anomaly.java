package io.kubestats.model;

/** Kinds of odd content in a kubelet's answer; what is odd is left out or mended, and counted. */
public enum Anomaly {
    /**
     * An "available" value that wrapped below zero in the kubelet's unsigned arithmetic: absent for memory and swap, 0
     * for a filesystem, which is then full.
     */
    NEGATIVE_AVAILABLE("negative_available"),
    /** A value beyond what the quantity can be; read as absent. */
    OUT_OF_RANGE("out_of_range"),
    /**
     * Two entries of one name in one answer. The later run is kept where start times tell the runs apart; otherwise the
     * pod is left out.
     */
    DUPLICATE("duplicate_pod"),
    /** A cumulative counter fell though the start time did not change. */
    COUNTER_RESET("counter_reset"),
    /** A CPU counter or a working set of 0 that is no reading: something runs, or ran on. */
    ZERO_USAGE("zero_usage"),
    /** More CPU or memory than the node has; neither served nor exported. */
    IMPLAUSIBLE("implausible"),
    /** A running container was not in the answer; its last use is kept until it is too old. */
    CONTAINER_MISSING("container_missing"),
    /** A sample older than the one that is held. */
    OUT_OF_ORDER("out_of_order"),
    /** A sample from the future, by more than a minute. */
    FUTURE_SAMPLE("future_sample"),
    /** A line of {@code /metrics/resource} that could not be read; skipped. */
    BAD_LINE("bad_line"),
    /** A field of a Summary with a value that cannot be used; read as absent. */
    BAD_FIELD("bad_field"),
    /**
     * An entry of a Summary (pod, container, volume) that cannot be used; skipped. A pod with such a container is left
     * out, since its sums would be wrong.
     */
    BAD_ENTRY("bad_entry");

    private final String label;

    Anomaly(String label) {
        this.label = label;
    }

    /** The anomaly's name in metrics and logs. */
    public String label() {
        return label;
    }
}
