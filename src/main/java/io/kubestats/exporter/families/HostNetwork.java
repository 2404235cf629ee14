package io.kubestats.exporter.families;

import io.kubestats.cluster.PodFacts;
import io.kubestats.model.InterfacePoint;
import io.kubestats.model.NetworkPoint;
import io.kubestats.model.PodPoint;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Tells which pods share the node's network: such a pod reports the node's own interfaces, so a sum over pods would
 * count the node's traffic once more for each of them. The pod's object says it; where nobody has seen that, it is told
 * from traffic alone.
 *
 * <p>A pod and its node are measured up to half a minute apart, so their counters are close and not the same. What is
 * asked for is the same set of interfaces, received and sent bytes together within a twentieth, and neither of the two
 * off by more than a factor of two. A pod with a network of its own comes near that only if it alone makes the node's
 * whole traffic.
 */
final class HostNetwork {
    private HostNetwork() {}

    /**
     * The indices of the pods that share {@code node}.
     *
     * @param facts what the objects of the pods say, in the order of the pods
     */
    static BitSet of(NetworkPoint node, List<PodPoint> pods, PodFacts... facts) {
        BitSet shared = new BitSet(pods.size());
        for (int i = 0; i < pods.size(); i++) {
            boolean known = !facts[i].equals(PodFacts.UNKNOWN);
            shared.set(i, known ? facts[i].hostNetwork() : seemsToShare(node, pods.get(i)));
        }
        return shared;
    }

    private static boolean seemsToShare(NetworkPoint node, PodPoint pod) {
        return !node.interfaces().isEmpty()
                && isSame(node.interfaces(), pod.detail().interfaces());
    }

    private static boolean isSame(List<InterfacePoint> node, List<InterfacePoint> pod) {
        if (node.size() != pod.size() || !haveSameNames(node, pod)) {
            return false;
        }
        double nodeReceived = sum(node, InterfacePoint::rxBytes);
        double nodeSent = sum(node, InterfacePoint::txBytes);
        double podReceived = sum(pod, InterfacePoint::rxBytes);
        double podSent = sum(pod, InterfacePoint::txBytes);
        return areWithin(1.05, nodeReceived + nodeSent, podReceived + podSent)
                && areWithin(2, nodeReceived, podReceived)
                && areWithin(2, nodeSent, podSent);
    }

    private static boolean haveSameNames(List<InterfacePoint> node, List<InterfacePoint> pod) {
        for (int i = 0; i < pod.size(); i++) {
            String name = pod.get(i).name();
            if (!node.get(i).name().equals(name) && !isAmong(node, name)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAmong(List<InterfacePoint> interfaces, String name) {
        for (int i = 0; i < interfaces.size(); i++) {
            if (interfaces.get(i).name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static double sum(List<InterfacePoint> interfaces, ToLongFunction<InterfacePoint> reading) {
        double sum = 0;
        for (int i = 0; i < interfaces.size(); i++) {
            sum += (double) Math.max(0, reading.applyAsLong(interfaces.get(i)));
        }
        return sum;
    }

    private static boolean areWithin(double factor, double one, double other) {
        return one <= other * factor && other <= one * factor;
    }
}
