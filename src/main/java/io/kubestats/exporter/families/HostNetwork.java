package io.kubestats.exporter.families;

import io.kubestats.cluster.PodFacts;
import io.kubestats.model.InterfacePoint;
import io.kubestats.model.NetworkPoint;
import io.kubestats.model.PodPoint;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Detector of pods on the host network. Such a pod reports the node's own interfaces, so a sum over pods would count
 * the node's traffic again for each of them. The pod object decides; without a known pod object, the traffic does.
 *
 * <p>A pod and its node are measured up to half a minute apart, so their counters are close but not equal. A pod
 * matches if it has the same set of interfaces, its total of received and sent bytes is within a twentieth of the
 * node's, and neither of the two differs by more than a factor of two. A pod with its own network comes close to that
 * only if it alone causes the node's entire traffic.
 */
final class HostNetwork {
    private HostNetwork() {}

    /**
     * Returns the indices of the pods that share the network of {@code node}.
     *
     * @param facts the facts from the pod objects, in the order of the pods
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
