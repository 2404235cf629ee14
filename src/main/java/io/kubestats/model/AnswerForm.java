package io.kubestats.model;

/** The kubelet endpoint that a batch was decoded from, which determines its possible content. */
public enum AnswerForm {
    /** {@code /stats/summary}: everything. */
    SUMMARY,
    /** {@code /stats/summary?only_cpu_and_memory=true}: CPU, memory and swap. */
    SUMMARY_CPU_AND_MEMORY,
    /** {@code /metrics/resource}: cumulative CPU, working set and swap in use, without uids. */
    RESOURCE_METRICS
}
