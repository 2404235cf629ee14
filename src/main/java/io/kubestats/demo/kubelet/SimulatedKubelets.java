package io.kubestats.demo.kubelet;

import static java.util.Objects.requireNonNull;

import io.kubestats.cluster.TargetDiscovery;
import io.kubestats.demo.cluster.SimulatedCluster;
import io.kubestats.demo.cluster.SimulatedNode;
import io.kubestats.model.KubeletTarget;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Server;

/**
 * The kubelets of a {@link SimulatedCluster}: each a real HTTPS server on a loopback address and the kubelet's port
 * (or, where the system has one loopback address only, on ports of their own). One Jetty server with one selector
 * serves them all, so a thousand cost little more than one. They never listen on anything but loopback, and answer
 * nobody who does not bear their token. Thread-safe.
 */
public final class SimulatedKubelets implements TargetDiscovery, AutoCloseable {
    private static final int TOKEN_BYTES = 24;

    private final Server server;
    private final List<ServerSocketChannel> sockets;
    private final List<KubeletTarget> targets;
    private final DemoCertificates certificates;
    private final String token;

    private SimulatedKubelets(
            Server server,
            List<ServerSocketChannel> sockets,
            List<KubeletTarget> targets,
            DemoCertificates certificates,
            String token) {
        this.server = server;
        this.sockets = sockets;
        this.targets = targets;
        this.certificates = certificates;
        this.token = token;
    }

    /**
     * Starts a kubelet for each node of {@code cluster}, with new certificates and a new token.
     *
     * @throws IOException if there are not enough sockets or addresses
     */
    public static SimulatedKubelets start(SimulatedCluster cluster, Clock clock) throws IOException {
        return start(cluster, clock, true);
    }

    /** The same; {@code ownAddresses} tells whether to try an address for each. */
    static SimulatedKubelets start(SimulatedCluster cluster, Clock clock, boolean ownAddresses) throws IOException {
        requireNonNull(clock, "clock");
        List<SimulatedNode> nodes = cluster.nodes();
        List<ServerSocketChannel> sockets = LoopbackSockets.open(nodes.size(), ownAddresses);
        try {
            Map<String, LoopbackKubelet> kubelets = new LinkedHashMap<>();
            for (int i = 0; i < nodes.size(); i++) {
                InetSocketAddress address = (InetSocketAddress) sockets.get(i).getLocalAddress();
                LoopbackKubelet kubelet = new LoopbackKubelet(nodes.get(i), address);
                kubelets.put(kubelet.hostAndPort(), kubelet);
            }
            DemoCertificates certificates = DemoCertificates.create(clock.instant());
            String token = newToken();
            Server server = KubeletServer.start(
                    sockets, new NodeKeys(certificates, kubelets), new KubeletHandler(cluster, kubelets, token));
            List<KubeletTarget> targets =
                    kubelets.values().stream().map(SimulatedKubelets::target).toList();
            return new SimulatedKubelets(server, sockets, targets, certificates, token);
        } catch (IOException | RuntimeException e) {
            LoopbackSockets.close(sockets);
            throw e;
        }
    }

    /** Where they are, sorted by node. */
    public List<KubeletTarget> targets() {
        return targets;
    }

    /** Calls {@code listener} once: nodes neither come nor go. */
    @Override
    public void subscribe(Consumer<List<KubeletTarget>> listener) {
        listener.accept(targets);
    }

    /** The certificate, as PEM, of the authority that signed what they show. */
    public String certificateAuthorityPem() {
        return certificates.authorityPem();
    }

    /** The bearer token that they want. */
    public String token() {
        return token;
    }

    /** Stops them all. */
    @Override
    public void close() {
        LoopbackSockets.close(sockets);
        KubeletServer.stop(server);
    }

    private static KubeletTarget target(LoopbackKubelet kubelet) {
        return new KubeletTarget(kubelet.node().name(), URI.create("https://" + kubelet.hostAndPort()));
    }

    private static String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
