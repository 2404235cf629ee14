package io.kubestats.demo.kubelet;

import io.kubestats.demo.cluster.SimulatedNode;
import java.net.InetSocketAddress;

/** The listening address of the kubelet of one node. */
record LoopbackKubelet(SimulatedNode node, InetSocketAddress address) {
    /** The address and port as one text. */
    String hostAndPort() {
        return hostAndPort(address);
    }

    /** The same of any address. */
    static String hostAndPort(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
