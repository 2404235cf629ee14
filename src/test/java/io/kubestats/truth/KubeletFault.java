package io.kubestats.truth;

/** Deviations of a kubelet's responses from the truth, each from a public bug report. */
enum KubeletFault {
    NONE,
    /** A line of an earlier run of a container, with the labels of the present one. */
    DUPLICATE_LINES,
    /** An entry of an earlier run of a pod. */
    DUPLICATE_POD,
    /** Lines of {@code /metrics/resource} without times. */
    NO_TIMESTAMPS,
    /** A working container with a working set of 0. */
    ZERO_MEMORY,
    /** A working container with nothing but zeros. */
    ZERO_CONTAINER,
    /** A node without memory. */
    ZERO_NODE_MEMORY,
    /** A start time that follows the clock. */
    MOVING_START,
    /** A Summary entry without times of its CPU. */
    NO_CPU_TIME,
    /** A container without a working set. */
    NO_WORKING_SET,
    /** An error instead of the Summary. */
    SUMMARY_FAILS,
    /** An error instead of {@code /metrics/resource}. */
    RESOURCE_FAILS,
    /** A pod that only the Summary lists. */
    POD_NOT_IN_RESOURCE,
    /** A running container that is missing from both forms. */
    CONTAINER_MISSING,
    /** An available amount that wrapped below 0. */
    WRAPPED_AVAILABLE,
    /** A field that is text, negative, or a fraction. */
    ODD_FIELD,
    /** A counter that gains an hour and a half of CPU at once, and keeps it. */
    LEAP,
    /** A working set near 2^63. */
    IMPOSSIBLE_MEMORY,
    /** The response of another node's kubelet. */
    WRONG_NODE,
    /** A real restart of a container. */
    RESTART
}
