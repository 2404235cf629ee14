package io.kubestats.store.series;

/** The reasons for which a node or pod that a kubelet reports is not served. */
public enum WithheldReason {
    /** A running container is missing from the kubelet's responses. */
    CONTAINER_MISSING("container_missing", "the kubelet does not report its container"),
    /** Two runs of the pod are reported, and nothing shows which one is newer. */
    DUPLICATE("duplicate", "the kubelet reports it twice, and it is unclear which of the two runs"),
    /** The working set is 0, which no running process has. */
    ZERO_MEMORY("zero_memory", "the kubelet reports 0 bytes of memory, which is not a reading"),
    /** The working set is not reported. */
    NO_MEMORY("no_memory", "the kubelet does not report its working set"),
    /** Neither cumulative CPU nor a rate is reported. */
    NO_CPU("no_cpu", "the kubelet does not report its CPU"),
    /** It uses more than the node has. */
    IMPLAUSIBLE("implausible", "the kubelet reports more than the node can use");

    private final String label;
    private final String text;

    WithheldReason(String label, String text) {
        this.label = label;
        this.text = text;
    }

    /** Returns the reason's name in metrics. */
    public String label() {
        return label;
    }

    /** Returns the reason as a clause for people. */
    public String text() {
        return text;
    }
}
