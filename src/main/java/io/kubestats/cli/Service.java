package io.kubestats.cli;

import static java.util.Objects.requireNonNull;

import io.kubestats.cluster.NamespaceLister;
import io.kubestats.cluster.NodeLister;
import io.kubestats.cluster.PodLister;
import io.kubestats.cluster.TargetDiscovery;
import io.kubestats.config.ServiceConfig;
import io.kubestats.exporter.ExpositionConfig;
import io.kubestats.exporter.MetricsHandler;
import io.kubestats.exporter.SelfMetrics;
import io.kubestats.exporter.compat.CompatHandler;
import io.kubestats.exporter.families.ObjectFacts;
import io.kubestats.health.DrainCheck;
import io.kubestats.health.HealthCheck;
import io.kubestats.health.HealthHandler;
import io.kubestats.http.HttpServer;
import io.kubestats.http.ListenException;
import io.kubestats.http.RequestGuard;
import io.kubestats.http.RouteGroup;
import io.kubestats.http.ServerIdentity;
import io.kubestats.kubelet.HttpKubeletClient;
import io.kubestats.metricsapi.MetricsApiRoutes;
import io.kubestats.metricsapi.ObservedCluster;
import io.kubestats.metricsapi.discovery.VersionInfo;
import io.kubestats.scrape.AnomalyLog;
import io.kubestats.scrape.NodesScrapedCheck;
import io.kubestats.scrape.SchedulerTurningCheck;
import io.kubestats.scrape.ScrapePool;
import io.kubestats.store.SampleStore;
import io.kubestats.store.series.ClusterState;
import io.kubestats.store.series.StoreLimits;
import io.kubestats.store.series.WithheldReason;
import io.kubestats.tls.ClientIdentity;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * The composition root, which creates all parts in the order in which a sample passes them. {@link #start} and {@link
 * #close} are called once each.
 */
final class Service implements AutoCloseable {
    /** As many periods as in the fast lane: one lost full response must not discard the readings that only it has. */
    private static final int FULL_STALE_AFTER_RESOLUTIONS = 4;

    private final Lifecycle lifecycle = new Lifecycle();
    private final DrainCheck drain;
    private final HttpKubeletClient kubelets;
    private final ScrapePool scrapes;
    private final HttpServer server;

    /**
     * Creates a service that is not started.
     *
     * @param discovery source of the kubelets to scrape
     * @param cluster source of nodes and pods; if absent, the kubelets' reports
     * @param extraRoutes additional routes of the command
     */
    Service(
            ServiceConfig config,
            TargetDiscovery discovery,
            Optional<Cluster> cluster,
            List<RouteGroup> extraRoutes,
            BuildInfo build) {
        this(config, discovery, cluster, extraRoutes, Front.OPEN, new DrainCheck(), build);
    }

    /** Creates a service with another front, and with a drain that the caller may begin. */
    Service(
            ServiceConfig config,
            TargetDiscovery discovery,
            Optional<Cluster> cluster,
            List<RouteGroup> extraRoutes,
            Front front,
            DrainCheck drain,
            BuildInfo build) {
        this.drain = drain;
        Clock clock = Clock.systemUTC();
        LongSupplier nanos = System::nanoTime;
        SelfMetrics selfMetrics = SelfMetrics.create(build.version(), build.revision());
        front.selfMetrics().accept(selfMetrics);

        kubelets = new HttpKubeletClient(
                config.kubelet(), front.toKubelets(), config.scrape().timeout(), clock);
        SampleStore store = new SampleStore(
                storeLimits(config),
                cluster.<ClusterState>map(WatchedState::new).orElse(ClusterState.UNKNOWN),
                selfMetrics,
                clock,
                nanos);
        for (WithheldReason reason : WithheldReason.values()) {
            selfMetrics.withheld(reason.label(), () -> store.withheld().counts().getOrDefault(reason, 0));
        }
        AnomalyLog anomalies = new AnomalyLog(selfMetrics, LoggerFactory.getLogger(AnomalyLog.class), nanos);
        scrapes = new ScrapePool(config.scrape(), discovery, kubelets, store, anomalies, clock, nanos);

        Cluster objects = cluster.orElseGet(() -> Cluster.of(new ObservedCluster(store::view)));
        List<RouteGroup> routes = new ArrayList<>();
        routes.add(new HealthHandler(
                List.of(new SchedulerTurningCheck(scrapes::sinceLastTurn, SchedulerTurningCheck.DEFAULT_LIMIT)),
                readyz(front, store.withheld())));
        routes.add(new MetricsApiRoutes(
                store::view,
                objects.nodes(),
                objects.pods(),
                version(build),
                clock,
                nanos,
                new MetricsApiSelfMetrics(selfMetrics)));
        ExpositionConfig exposition = Expositions.of(config.metrics());
        ObjectFacts facts = cluster.map(Cluster::facts).orElse(ObjectFacts.NONE);
        routes.add(new MetricsHandler(store::view, facts, scrapes, selfMetrics, exposition, nanos));
        routes.add(new CompatHandler(
                store::view, facts, Expositions.compat(config.metrics()), selfMetrics, exposition, nanos));
        routes.addAll(extraRoutes);
        server = new HttpServer(config.serving(), routes, front.identity(), front.guard(), nanos);
    }

    private List<HealthCheck> readyz(Front front, HealthCheck withheld) {
        List<HealthCheck> checks = new ArrayList<>(front.readyz());
        checks.add(kubelets.clocks());
        checks.add(new NodesScrapedCheck(scrapes::coverage));
        checks.add(withheld);
        checks.add(drain);
        return checks;
    }

    /**
     * Starts to serve, then to scrape. {@link #close} stops the parts that had started before a failure.
     *
     * @return the port that it listens on
     */
    int start() throws ListenException {
        lifecycle.started(OldGenTrimmer.start(System::nanoTime));
        kubelets.start();
        lifecycle.started(kubelets);
        int port = server.start();
        lifecycle.started(server);
        scrapes.start();
        lifecycle.started(scrapes);
        return port;
    }

    /** Returns the current number of kubelets to scrape. */
    int targets() {
        return scrapes.coverage().expected();
    }

    /** Fails readyz, then stops scraping, then waits for requests in flight. */
    @Override
    public void close() {
        drain.begin();
        lifecycle.close();
    }

    private static StoreLimits storeLimits(ServiceConfig config) {
        Duration full = config.scrape().fullResolution().multipliedBy(FULL_STALE_AFTER_RESOLUTIONS);
        return new StoreLimits(
                config.scrape().maxSampleAge(), full, config.scrape().metricResolution());
    }

    private static VersionInfo version(BuildInfo build) {
        String[] parts = build.version().split("[.-]", 3);
        return new VersionInfo(
                parts[0],
                parts.length > 1 ? parts[1] : "0",
                "v" + build.version(),
                build.revision(),
                build.buildDate(),
                "java" + Runtime.version().feature(),
                System.getProperty("os.name", "").toLowerCase(java.util.Locale.ROOT) + "/"
                        + System.getProperty("os.arch", ""));
    }

    /**
     * The parts between callers and handlers, and the identity towards kubelets.
     *
     * @param identity the TLS identity of the server; without one, connections are plain
     * @param guard the check of every request
     * @param toKubelets the identity towards kubelets, unless a flag sets it
     * @param readyz additional checks of readyz
     * @param selfMetrics called once to add to the self-metrics
     */
    record Front(
            Optional<ServerIdentity> identity,
            RequestGuard guard,
            Supplier<ClientIdentity> toKubelets,
            List<HealthCheck> readyz,
            Consumer<SelfMetrics> selfMetrics) {
        /** A front without TLS that admits every request. */
        static final Front OPEN = new Front(
                Optional.empty(), request -> Optional.empty(), () -> ClientIdentity.NONE, List.of(), self -> {});

        Front {
            requireNonNull(identity, "identity");
            requireNonNull(guard, "guard");
            requireNonNull(toKubelets, "toKubelets");
            readyz = List.copyOf(readyz);
            requireNonNull(selfMetrics, "selfMetrics");
        }
    }

    /**
     * The objects of a cluster.
     *
     * @param knowsAllPods whether the absence of a pod means that it does not run
     */
    record Cluster(NodeLister nodes, PodLister pods, NamespaceLister namespaces, BooleanSupplier knowsAllPods) {
        Cluster {
            requireNonNull(nodes, "nodes");
            requireNonNull(pods, "pods");
            requireNonNull(namespaces, "namespaces");
            requireNonNull(knowsAllPods, "knowsAllPods");
        }

        static <T extends NodeLister & PodLister> Cluster of(T both) {
            return new Cluster(both, both, NamespaceLister.NONE, () -> false);
        }

        ObjectFacts facts() {
            return ObjectFacts.of(nodes, pods, namespaces);
        }
    }
}
