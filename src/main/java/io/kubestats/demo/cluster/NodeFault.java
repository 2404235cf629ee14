package io.kubestats.demo.cluster;

/**
 * A fault of a node.
 *
 * @param lostSecond the second from which on its kubelet does not respond, Unix time
 * @param held the share of time for which all its tasks stall, in addition to contention between pods
 */
public record NodeFault(long lostSecond, Load held) {
    /** The absence of a fault. */
    static final NodeFault NONE = new NodeFault(Long.MAX_VALUE, new RampLoad(0, 1, 0));
}
