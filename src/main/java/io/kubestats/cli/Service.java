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
 * The composition root: the one place that sees everything, built in the order in which a sample goes. {@link #start}
 * and {@link #close} are called once each.
 */
final class Service implements AutoCloseable {
    /** As many periods as the fast lane has: a lost full answer is no reason to lose what only it says. */
    private static final int FULL_STALE_AFTER_RESOLUTIONS = 4;

    private final Lifecycle lifecycle = new Lifecycle();
    private final DrainCheck drain;
    private final HttpKubeletClient kubelets;
    private final ScrapePool scrapes;
    private final HttpServer server;

    /**
     * A service that is still.
     *
     * @param discovery which kubelets to scrape
     * @param cluster which nodes and pods there are; what the kubelets say, if absent
     * @param extraRoutes what a command answers beside the service's own routes
     */
    Service(
            ServiceConfig config,
            TargetDiscovery discovery,
            Optional<Cluster> cluster,
            List<RouteGroup> extraRoutes,
            BuildInfo build) {
        this(config, discovery, cluster, extraRoutes, Front.OPEN, new DrainCheck(), build);
    }

    /** The same with another front, and with a drain that somebody else may begin. */
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
     * Starts to answer, then to scrape; what was started before a failure is closed by {@link #close}.
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

    /** How many kubelets there are to scrape now. */
    int targets() {
        return scrapes.coverage().expected();
    }

    /** Tells readyz first, then stops scraping, then lets requests in flight end. */
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
     * What callers meet first.
     *
     * @param identity what we show over TLS; without one, all is plain
     * @param guard what every request has to pass
     * @param toKubelets what kubelets are shown where no flag says it
     * @param readyz checks beside the service's own
     * @param selfMetrics adds to what we say of ourselves, once
     */
    record Front(
            Optional<ServerIdentity> identity,
            RequestGuard guard,
            Supplier<ClientIdentity> toKubelets,
            List<HealthCheck> readyz,
            Consumer<SelfMetrics> selfMetrics) {
        /** Everybody may ask, without TLS. */
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
     * Which nodes and pods there are, and which namespaces if anybody wants to know.
     *
     * @param knowsAllPods whether a pod that is not listed does not run
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
