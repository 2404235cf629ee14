package io.kubestats.kubelet.answer;

import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Reading;

/**
 * Limits on the data of one kubelet response. They are far above what an honest node of the same size reports.
 *
 * @param pods maximum number of pods, including recently terminated ones
 * @param items maximum total number of pods, containers, volumes and network interfaces
 * @param nameBytes maximum total size of their names in bytes
 */
public record AnswerLimits(int pods, int items, int nameBytes) {
    /** Longest name of a pod, node or claim that the API server accepts. */
    public static final int LONGEST_NAME = 253;

    /** Longest name of a namespace, container or volume that the API server accepts. */
    public static final int LONGEST_LABEL = 63;

    /** Longest name of a network interface: an alias on Windows. */
    public static final int LONGEST_INTERFACE = 256;

    private static final int PODS_IF_UNKNOWN = 1_000;

    /** Cap on the reported capacity: the node itself reports it, and must not raise the limit at will. */
    private static final int MOST_PODS = 2_500;

    private static final int MARGIN = 50;
    private static final int ITEMS_PER_POD = 20;
    private static final int LEAST_ITEMS = 5_000;
    private static final int NAME_BYTES_PER_POD = 1_024;
    private static final int LEAST_NAME_BYTES = 1 << 18;

    /** Returns the limits for a target: twice its pod capacity plus a margin, and derived limits. */
    public static AnswerLimits of(KubeletTarget target) {
        long capacity = target.podCapacity();
        int pods = Reading.isPresent(capacity)
                ? (int) Math.min(2 * Math.min(capacity, MOST_PODS) + MARGIN, MOST_PODS)
                : PODS_IF_UNKNOWN;
        return new AnswerLimits(
                pods,
                Math.max(LEAST_ITEMS, ITEMS_PER_POD * pods),
                Math.max(LEAST_NAME_BYTES, NAME_BYTES_PER_POD * pods));
    }

    public String morePods() {
        return "it has more than " + pods + " pods, far above what the node takes";
    }

    public String moreItems() {
        return "it has more than " + items + " pods, containers, volumes and interfaces, for at most " + pods + " pods";
    }

    public String moreNames() {
        return "its names take more than " + nameBytes + " bytes, for at most " + pods + " pods";
    }
}
