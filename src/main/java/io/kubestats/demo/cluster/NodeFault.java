package io.kubestats.demo.cluster;

/**
 * A fault of a node.
 *
 * @param lostSecond from when on its kubelet answers nobody, Unix time in seconds
 * @param held the share of time for which all its tasks are held up, besides what its pods do to each other
 */
public record NodeFault(long lostSecond, Load held) {
    /** Nothing is. */
    static final NodeFault NONE = new NodeFault(Long.MAX_VALUE, new RampLoad(0, 1, 0));
}
