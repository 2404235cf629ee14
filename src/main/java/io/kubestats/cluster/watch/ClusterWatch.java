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
 * Which nodes and running pods exist, by list and watch, and where the nodes' kubelets are; which namespaces exist, if
 * anything is wanted of them. What was known stays known while the API server is away. Safe for any number of threads;
 * {@link #start} and {@link #close} are called once each.
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
     * A watch that does not run yet.
     *
     * @param wanted what to keep beside what is always kept
     * @param podNames gives the string of a pod's name that others hold, so that there is one alone
     * @param nanos a ticker
     * @param seed differs between replicas, so that they do not all come back to the API server at the same moment
     * @throws SelectorSyntaxException if the node selector is none
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

    /** Begins to list and watch. */
    public void start() {
        threads.forEach(Thread::start);
    }

    /** The nodes as they are now. */
    public NodeLister nodes() {
        return nodes;
    }

    /** The running pods as they are now, with the labels that they have now. */
    public PodLister pods() {
        return pods;
    }

    /** The namespaces as they are now; none if nothing is wanted of them. */
    public NamespaceLister namespaces() {
        return namespaces;
    }

    /** The kubelets of the nodes. */
    public TargetDiscovery targets() {
        return targets;
    }

    /** Readyz: nodes and pods are known. That namespaces are not is worth a remark alone. */
    public List<HealthCheck> checks() {
        List<HealthCheck> checks = new ArrayList<>();
        checks.add(new SyncedCheck(WatchedKind.NODES.plural(), nodeWatch::state, nanos, targets::remark));
        checks.add(new SyncedCheck(WatchedKind.RUNNING_PODS.plural(), podWatch::state, nanos, Optional::empty));
        namespaceWatch.ifPresent(watch -> checks.add(new WarnOnlyCheck(
                new SyncedCheck(WatchedKind.NAMESPACES.plural(), watch::state, nanos, Optional::empty))));
        return checks;
    }

    /** Whether nodes are watched now: neither listed for the first time, nor out of reach. */
    public boolean nodesSynced() {
        return nodeWatch.state() instanceof WatchState.Synced;
    }

    /** Whether pods are watched now: neither listed for the first time, nor out of reach. */
    public boolean podsSynced() {
        return podWatch.state() instanceof WatchState.Synced;
    }

    /** Whether anything is wanted of namespaces, so that they are watched. */
    public boolean watchesNamespaces() {
        return namespaceWatch.isPresent();
    }

    /** Whether namespaces are watched now. */
    public boolean namespacesSynced() {
        return namespaceWatch
                .filter(watch -> watch.state() instanceof WatchState.Synced)
                .isPresent();
    }

    /** How many namespaces are known now. */
    public int namespaceCount() {
        return namespaces.size();
    }

    /** How many nodes are known now. */
    public int nodeCount() {
        return nodes.size();
    }

    /** How many running pods are known now. */
    public int podCount() {
        return pods.size();
    }

    /** Ends all watches within seconds. */
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
