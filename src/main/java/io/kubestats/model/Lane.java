package io.kubestats.model;

/** The two rhythms in which a kubelet is asked. */
public enum Lane {
    /** CPU, memory and swap only: cheap for the kubelet, feeds the Metrics API. */
    FAST("fast"),
    /** The whole Summary: storage, network, volumes and pressure too. */
    FULL("full");

    private final String label;

    Lane(String label) {
        this.label = label;
    }

    /** The lane's name in metrics and logs. */
    public String label() {
        return label;
    }
}
