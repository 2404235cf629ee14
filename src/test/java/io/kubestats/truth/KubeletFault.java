package io.kubestats.truth;

/** The ways in which a kubelet's answers differ from the truth, each seen in a public bug report. */
enum KubeletFault {
    NONE,
    /** An old run of a container beside the one that runs, with the same labels. */
    DUPLICATE_LINES,
    /** An old run of a pod beside the one that runs. */
    DUPLICATE_POD,
    /** Lines of {@code /metrics/resource} without times. */
    NO_TIMESTAMPS,
    /** A container that works with a working set of 0. */
    ZERO_MEMORY,
    /** A container that works, with nothing but zeros. */
    ZERO_CONTAINER,
    /** A node without memory. */
    ZERO_NODE_MEMORY,
    /** A start time that follows the clock. */
    MOVING_START,
    /** A Summary entry without times of its CPU. */
    NO_CPU_TIME,
    /** A container without a working set. */
    NO_WORKING_SET,
    /** The Summary answers with an error. */
    SUMMARY_FAILS,
    /** {@code /metrics/resource} answers with an error. */
    RESOURCE_FAILS,
    /** A pod that only the Summary lists. */
    POD_NOT_IN_RESOURCE,
    /** A container that runs and is in neither form. */
    CONTAINER_MISSING,
    /** What is left of a limit wrapped below 0. */
    WRAPPED_AVAILABLE,
    /** A field that is text, negative, or a fraction. */
    ODD_FIELD,
    /** A counter that gains an hour and a half of CPU at once, and keeps it. */
    LEAP,
    /** A working set near 2^63. */
    IMPOSSIBLE_MEMORY,
    /** The answer of another node's kubelet. */
    WRONG_NODE,
    /** A container that really starts anew. */
    RESTART
}
