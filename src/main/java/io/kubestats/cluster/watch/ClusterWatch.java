package io.kubestats.cluster.watch;

import static java.util.Objects.requireNonNull;

import io.kubestats.apiserver.ApiServer;
import io.kubestats.cluster.NamespaceLister;
import io.kubestats.cluster.NamespaceMeta;
import io.kubestats.cluster.NodeLister;
import io.kubestats.cluster.PodLister;
import io.kubestats.cluster.PodMeta;
import io.kubestats.cluster.TargetDiscovery;
import io.kubestats.cluster.selector.LabelSelector;
import io.kubestats.cluster.selector.SelectorSyntaxException;
import io.kubestats.cluster.targets.NodeTargets;
import io.kubestats.cluster.targets.WarnOnlyCheck;
import io.kubestats.cluster.targets.WatchedNode;
import io.kubestats.config.DiscoveryConfig;
import io.kubestats.config.MetadataChoice;
import io.kubestats.health.HealthCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * List and watch of the nodes with their kubelets' addresses, of the running pods, and of the namespaces if any of
 * their metadata is requested. Known objects are retained while the API server is unreachable. Thread-safe; {@link
 * #start} and {@link #close} must be called at most once each.
 */
public final class ClusterWatch implements AutoCloseable {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
    private static final int INTERNED = 1 << 18;

    private final NodeTargets targets;
    private final NodeTable nodes;
    private final PodTable pods;
    private final NamespaceTable namespaces = new NamespaceTable();
    private final InterruptibleSleep pause;
    private final ObjectWatch<WatchedNode> nodeWatch;
    private final ObjectWatch<PodMeta> podWatch;
    private final Optional<ObjectWatch<NamespaceMeta>> namespaceWatch;
    private final List<Thread> threads = new ArrayList<>();
    private final LongSupplier nanos;

    /**
     * Creates a watch that is not started yet.
     *
     * @param wanted optional facts to keep
     * @param podNames interner of pod names that is shared with other holders of them
     * @param nanos ticker
     * @param seed seed of the jitter; differs between replicas so that they do not reconnect simultaneously
     * @throws SelectorSyntaxException if the node selector is invalid
     */
    public ClusterWatch(
            ApiServer apiServer,
            DiscoveryConfig config,
            WantedFacts wanted,
            UnaryOperator<String> podNames,
            LongSupplier nanos,
            long seed)
            throws SelectorSyntaxException {
        this(apiServer, config, wanted, podNames, nanos, seed, InterruptibleSleep.real());
    }

    ClusterWatch(
            ApiServer apiServer,
            DiscoveryConfig config,
            WantedFacts wanted,
            UnaryOperator<String> podNames,
            LongSupplier nanos,
            long seed,
            InterruptibleSleep pause)
            throws SelectorSyntaxException {
        requireNonNull(apiServer, "apiServer");
        MetadataChoice metadata = wanted.metadata();
        this.nanos = requireNonNull(nanos, "nanos");
        this.pause = requireNonNull(pause, "pause");
        this.targets = new NodeTargets(config, LabelSelector.parse(config.nodeSelector()));
        this.nodes = new NodeTable(targets::nodes);
        this.pods = new PodTable(nanos);
        NodeDecoder nodeDecoder =
                new NodeDecoder(new Interner(INTERNED), metadata.annotations().nodes());
        PodDecoder podDecoder = new PodDecoder(
                new Interner(INTERNED, podNames), metadata.annotations().pods(), wanted.containerIds());
        this.nodeWatch = new ObjectWatch<>(WatchedKind.NODES, apiServer, nodeDecoder, nodes, nanos, pause, seed);
        this.podWatch =
                new ObjectWatch<>(WatchedKind.RUNNING_PODS, apiServer, podDecoder, pods, nanos, pause, seed + 1);
        this.namespaceWatch = metadata.needsNamespaces()
                ? Optional.of(new ObjectWatch<>(
                        WatchedKind.NAMESPACES,
                        apiServer,
                        new NamespaceDecoder(
                                metadata.labels().namespaces(),
                                metadata.annotations().namespaces()),
                        namespaces,
                        nanos,
                        pause,
                        seed + 2))
                : Optional.empty();
        threads.add(thread(nodeWatch, "kubestats-watch-nodes"));
        threads.add(thread(podWatch, "kubestats-watch-pods"));
        namespaceWatch.ifPresent(watch -> threads.add(thread(watch, "kubestats-watch-namespaces")));
    }

    /** Starts to list and watch. */
    public void start() {
        threads.forEach(Thread::start);
    }

    /** Returns a live view of the nodes. */
    public NodeLister nodes() {
        return nodes;
    }

    /** Returns a live view of the running pods with their labels. */
    public PodLister pods() {
        return pods;
    }

    /** Returns a live view of the namespaces; empty if they are not watched. */
    public NamespaceLister namespaces() {
        return namespaces;
    }

    /** Returns the discovery of the nodes' kubelets. */
    public TargetDiscovery targets() {
        return targets;
    }

    /** Returns the readiness checks: nodes and pods must be known; unknown namespaces only cause a warning. */
    public List<HealthCheck> checks() {
        List<HealthCheck> checks = new ArrayList<>();
        checks.add(new SyncedCheck(WatchedKind.NODES.plural(), nodeWatch::state, nanos, targets::remark));
        checks.add(new SyncedCheck(WatchedKind.RUNNING_PODS.plural(), podWatch::state, nanos, Optional::empty));
        namespaceWatch.ifPresent(watch -> checks.add(new WarnOnlyCheck(
                new SyncedCheck(WatchedKind.NAMESPACES.plural(), watch::state, nanos, Optional::empty))));
        return checks;
    }

    /** Returns whether nodes are watched now: listed, and not disconnected since. */
    public boolean nodesSynced() {
        return nodeWatch.state() instanceof WatchState.Synced;
    }

    /** Returns whether pods are watched now: listed, and not disconnected since. */
    public boolean podsSynced() {
        return podWatch.state() instanceof WatchState.Synced;
    }

    /** Returns whether namespaces are watched, because some of their metadata is requested. */
    public boolean watchesNamespaces() {
        return namespaceWatch.isPresent();
    }

    /** Returns whether namespaces are watched now. */
    public boolean namespacesSynced() {
        return namespaceWatch
                .filter(watch -> watch.state() instanceof WatchState.Synced)
                .isPresent();
    }

    /** Returns the number of known namespaces. */
    public int namespaceCount() {
        return namespaces.size();
    }

    /** Returns the number of known nodes. */
    public int nodeCount() {
        return nodes.size();
    }

    /** Returns the number of known running pods. */
    public int podCount() {
        return pods.size();
    }

    /** Stops all watches within seconds. */
    @Override
    public void close() {
        pause.end();
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(LONGEST_STOP.toMillis());
            }
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
