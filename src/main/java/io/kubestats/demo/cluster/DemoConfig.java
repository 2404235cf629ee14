package io.kubestats.demo.cluster;

/**
 * The size of the simulated cluster.
 *
 * @param nodes from 1 to {@link #MAX_NODES}
 * @param podsPerNode from 1 to {@link #MAX_PODS_PER_NODE}; from 9 on, every node has every kind of pod that the demo
 * shows
 * @param seed seed of names and loads
 */
public record DemoConfig(int nodes, int podsPerNode, long seed) {
    /** The most nodes; each needs a loopback address and a listening socket. */
    public static final int MAX_NODES = 1000;

    /** The most pods on a node, as on the largest real ones. */
    public static final int MAX_PODS_PER_NODE = 500;

    private static final long DEFAULT_SEED = 1;

    public DemoConfig {
        if (nodes < 1 || nodes > MAX_NODES) {
            throw new IllegalArgumentException("nodes must be 1 to " + MAX_NODES + ", not " + nodes);
        }
        if (podsPerNode < 1 || podsPerNode > MAX_PODS_PER_NODE) {
            throw new IllegalArgumentException(
                    "pods per node must be 1 to " + MAX_PODS_PER_NODE + ", not " + podsPerNode);
        }
    }

    /** Returns a cluster of that size with the default seed. */
    public static DemoConfig of(int nodes, int podsPerNode) {
        return new DemoConfig(nodes, podsPerNode, DEFAULT_SEED);
    }

    /** Returns 20 nodes with 30 pods each. */
    public static DemoConfig defaults() {
        return of(20, 30);
    }
}
