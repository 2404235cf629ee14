package io.kubestats.model;

/** The two scrape lanes of a kubelet, each with its own period. */
public enum Lane {
    /** CPU, memory and swap only: cheap for the kubelet, and the source of the Metrics API. */
    FAST("fast"),
    /** The whole Summary: also storage, network, volumes and pressure. */
    FULL("full");

    private final String label;

    Lane(String label) {
        this.label = label;
    }

    /** Returns the lane's name in metrics and logs. */
    public String label() {
        return label;
    }
}
