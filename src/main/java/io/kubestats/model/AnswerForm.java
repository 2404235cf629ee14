package io.kubestats.model;

/** Which of the kubelet's answers a batch was decoded from, and so what it can hold. */
public enum AnswerForm {
    /** {@code /stats/summary}: everything. */
    SUMMARY,
    /** {@code /stats/summary?only_cpu_and_memory=true}: CPU, memory and swap. */
    SUMMARY_CPU_AND_MEMORY,
    /** {@code /metrics/resource}: cumulative CPU, working set and swap in use, without uids. */
    RESOURCE_METRICS
}
