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
 * The kubelets of a {@link SimulatedCluster}: each is an HTTPS server on its own loopback address and the kubelet's
 * port (or on its own port, where the system has only one loopback address). One Jetty server with one selector serves
 * them all, so a thousand cost little more than one. They listen only on loopback and reject requests without their
 * token. Thread-safe.
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

    /**
     * Starts the kubelets.
     *
     * @param ownAddresses whether to try separate addresses
     */
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

    /** Returns the targets, sorted by node. */
    public List<KubeletTarget> targets() {
        return targets;
    }

    /** Calls {@code listener} once, since the nodes do not change. */
    @Override
    public void subscribe(Consumer<List<KubeletTarget>> listener) {
        listener.accept(targets);
    }

    /** Returns the certificate of the authority that signed the serving certificates, as PEM. */
    public String certificateAuthorityPem() {
        return certificates.authorityPem();
    }

    /** Returns the bearer token that the kubelets accept. */
    public String token() {
        return token;
    }

    /** Stops all kubelets. */
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
