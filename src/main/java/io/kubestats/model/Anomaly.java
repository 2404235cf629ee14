package io.kubestats.model;

/** Oddities of a kubelet's answer that are mended or left out, and counted. */
public enum Anomaly {
    /** An "available" value wrapped below zero in the kubelet's unsigned arithmetic; read as 0. */
    NEGATIVE_AVAILABLE("negative_available"),
    /** A value beyond what a {@code long} holds, where no wrap explains it; read as absent. */
    OUT_OF_RANGE("out_of_range"),
    /** A pod or container stood twice in one answer; the one that started later is kept. */
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
    BAD_LINE("bad_line");

    private final String label;

    Anomaly(String label) {
        this.label = label;
    }

    /** The anomaly's name in metrics and logs. */
    public String label() {
        return label;
    }
}
