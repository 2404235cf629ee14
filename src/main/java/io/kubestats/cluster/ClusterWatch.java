package io.kubestats.cluster;

import static java.util.Objects.requireNonNull;

import io.kubestats.apiserver.ApiServer;
import io.kubestats.config.DiscoveryConfig;
import io.kubestats.health.HealthCheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Which nodes and running pods exist, by list and watch, and where the nodes' kubelets are. What was known stays known
 * while the API server is away. Safe for any number of threads; {@link #start} and {@link #close} are called once each.
 */
public final class ClusterWatch implements AutoCloseable {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
    private static final int INTERNED = 1 << 18;

    private final NodeTargets targets;
    private final NodeTable nodes;
    private final PodTable pods;
    private final Pause pause;
    private final ObjectWatch<WatchedNode> nodeWatch;
    private final ObjectWatch<PodMeta> podWatch;
    private final Thread nodeThread;
    private final Thread podThread;
    private final LongSupplier nanos;

    /**
     * A watch that does not run yet.
     *
     * @param nanos a ticker
     * @param seed differs between replicas, so that they do not all come back to the API server at the same moment
     * @throws SelectorSyntaxException if the node selector is none
     */
    public ClusterWatch(ApiServer apiServer, DiscoveryConfig config, LongSupplier nanos, long seed)
            throws SelectorSyntaxException {
        this(apiServer, config, nanos, seed, Pause.real());
    }

    ClusterWatch(ApiServer apiServer, DiscoveryConfig config, LongSupplier nanos, long seed, Pause pause)
            throws SelectorSyntaxException {
        requireNonNull(apiServer, "apiServer");
        this.nanos = requireNonNull(nanos, "nanos");
        this.pause = requireNonNull(pause, "pause");
        this.targets = new NodeTargets(config, LabelSelector.parse(config.nodeSelector()));
        this.nodes = new NodeTable(targets::nodes);
        this.pods = new PodTable(nanos);
        NodeDecoder nodeDecoder = new NodeDecoder(new Interner(INTERNED));
        PodDecoder podDecoder = new PodDecoder(new Interner(INTERNED));
        this.nodeWatch = new ObjectWatch<>(WatchedKind.NODES, apiServer, nodeDecoder, nodes, nanos, pause, seed);
        this.podWatch =
                new ObjectWatch<>(WatchedKind.RUNNING_PODS, apiServer, podDecoder, pods, nanos, pause, seed + 1);
        this.nodeThread = thread(nodeWatch, "kubestats-watch-nodes");
        this.podThread = thread(podWatch, "kubestats-watch-pods");
    }

    /** Begins to list and watch. */
    public void start() {
        nodeThread.start();
        podThread.start();
    }

    /** The nodes as they are now. */
    public NodeLister nodes() {
        return nodes;
    }

    /** The running pods as they are now, with the labels that they have now. */
    public PodLister pods() {
        return pods;
    }

    /** The kubelets of the nodes. */
    public TargetDiscovery targets() {
        return targets;
    }

    /** Readyz: nodes and pods are known. */
    public List<HealthCheck> checks() {
        return List.of(
                new SyncedCheck(WatchedKind.NODES.plural(), nodeWatch::state, nanos, targets::remark),
                new SyncedCheck(WatchedKind.RUNNING_PODS.plural(), podWatch::state, nanos, Optional::empty));
    }

    /** Whether nodes are watched now: neither listed for the first time, nor out of reach. */
    public boolean nodesSynced() {
        return nodeWatch.state() instanceof WatchState.Synced;
    }

    /** Whether pods are watched now: neither listed for the first time, nor out of reach. */
    public boolean podsSynced() {
        return podWatch.state() instanceof WatchState.Synced;
    }

    /** How many nodes are known now. */
    public int nodeCount() {
        return nodes.size();
    }

    /** How many running pods are known now. */
    public int podCount() {
        return pods.size();
    }

    /** Ends both watches within seconds. */
    @Override
    public void close() {
        pause.end();
        nodeThread.interrupt();
        podThread.interrupt();
        try {
            nodeThread.join(LONGEST_STOP.toMillis());
            podThread.join(LONGEST_STOP.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable watch, String name) {
        Thread thread = new Thread(watch, name);
        thread.setDaemon(true);
        return thread;
    }
}
