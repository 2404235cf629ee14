package io.kubestats.demo.kubelet;

import io.kubestats.demo.cluster.SimulatedNode;
import java.net.InetSocketAddress;

/** The listening address of the kubelet of one node. */
record LoopbackKubelet(SimulatedNode node, InetSocketAddress address) {
    /** Returns address and port as {@code host:port}. */
    String hostAndPort() {
        return hostAndPort(address);
    }

    /** Returns any address and port as {@code host:port}. */
    static String hostAndPort(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
