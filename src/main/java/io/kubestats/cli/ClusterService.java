package io.kubestats.cli;

import static java.util.Objects.requireNonNull;

import io.kubestats.apiserver.ApiServerException;
import io.kubestats.apiserver.HttpApiServer;
import io.kubestats.cluster.selector.SelectorSyntaxException;
import io.kubestats.cluster.watch.ClusterWatch;
import io.kubestats.config.ClusterConfig;
import io.kubestats.config.ServiceConfig;
import io.kubestats.exporter.SelfMetrics;
import io.kubestats.health.DrainCheck;
import io.kubestats.health.HealthCheck;
import io.kubestats.health.HealthCheck.Result;
import io.kubestats.http.ListenException;
import io.kubestats.kubelet.answer.NameCache;
import io.kubestats.security.AccessOutcome;
import io.kubestats.security.ApiAccess;
import io.kubestats.security.serving.AggregationCheck;
import io.kubestats.security.serving.ServingCertificates;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The composition root in a cluster: discovery from the API server, and an extension API server that authenticates and
 * authorises its callers. {@link #start} and {@link #close} are called once each.
 */
final class ClusterService implements AutoCloseable {
    private final Lifecycle lifecycle = new Lifecycle();
    private final DrainCheck drain = new DrainCheck();
    private final ClusterConfig config;
    private final HttpApiServer apiServer;
    private final ClusterWatch watch;
    private final ApiAccess access;
    private final ServingCertificates certificates;
    private final AggregationCheck aggregation;
    private final Service service;
    private final LongSupplier nanos = System::nanoTime;
    private boolean serving;

    /**
     * Creates a service that is not started.
     *
     * @throws IOException if a file that a flag names cannot be used
     * @throws SelectorSyntaxException if the node selector is malformed
     */
    ClusterService(ServiceConfig serviceConfig, ClusterConfig config, BuildInfo build)
            throws IOException, SelectorSyntaxException {
        this.config = requireNonNull(config, "config");
        Clock clock = Clock.systemUTC();
        apiServer = new HttpApiServer(config.apiServer(), clock);
        watch = new ClusterWatch(
                apiServer,
                config.discovery(),
                Expositions.wanted(serviceConfig.metrics()),
                NameCache::shared,
                nanos,
                ProcessHandle.current().pid() ^ nanos.getAsLong());
        access = new ApiAccess(config.access(), apiServer, clock, nanos);
        certificates = new ServingCertificates(config.certificates(), apiServer, clock);
        aggregation = new AggregationCheck(apiServer, config.certificates());
        List<HealthCheck> readyz = new ArrayList<>(List.of(apiServer.clock()));
        readyz.addAll(watch.checks());
        readyz.addAll(access.checks());
        readyz.addAll(List.of(certificates, aggregation));
        service = new Service(
                serviceConfig,
                watch.targets(),
                Optional.of(new Service.Cluster(watch.nodes(), watch.pods(), watch.namespaces(), watch::podsSynced)),
                List.of(),
                new Service.Front(
                        Optional.of(certificates.identity()),
                        access.guard(),
                        apiServer::identity,
                        readyz,
                        this::report),
                drain,
                build);
    }

    /**
     * Connects to the API server, then serves and scrapes. {@link #close} stops the parts that had started before a
     * failure.
     *
     * @return the port that it listens on
     */
    int start() throws ApiServerException, IOException, ListenException, InterruptedException {
        apiServer.start();
        lifecycle.started(apiServer);
        new ApiServerTrial(apiServer, config.startPatience(), nanos).run();
        watch.start();
        lifecycle.started(watch);
        access.poll();
        certificates.start();
        int port = service.start();
        lifecycle.started(service);
        serving = true;
        ScheduledExecutorService scheduler =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "kubestats-apiserver-poll"));
        lifecycle.started(scheduler::shutdownNow);
        access.pollOn(scheduler);
        certificates.pollOn(scheduler);
        aggregation.pollOn(scheduler);
        return port;
    }

    /** Returns the reasons for which callers get no good responses, one line each, or an empty list. */
    List<String> complaints() {
        List<HealthCheck> checks = new ArrayList<>(watch.checks());
        checks.addAll(access.checks());
        checks.addAll(List.of(certificates, aggregation));
        List<String> complaints = new ArrayList<>();
        for (HealthCheck check : checks) {
            Result result = check.check();
            if (result instanceof Result.Failed failed) {
                complaints.add(check.name() + ": " + failed.reason());
            } else if (result instanceof Result.Warned warned) {
                complaints.add(check.name() + ": " + warned.remark());
            }
        }
        return complaints;
    }

    /** Fails readyz, keeps serving while callers move to other replicas, then stops in order. */
    @Override
    public void close() {
        drain.begin();
        if (serving) {
            letCallersTurnAway();
        }
        lifecycle.close();
    }

    private void report(SelfMetrics self) {
        self.informer("nodes", watch::nodesSynced, watch::nodeCount);
        self.informer("pods", watch::podsSynced, watch::podCount);
        if (watch.watchesNamespaces()) {
            self.informer("namespaces", watch::namespacesSynced, watch::namespaceCount);
        }
        self.certificate("serving", certificates::notAfter);
        for (AccessOutcome outcome : AccessOutcome.values()) {
            self.accessDecision(
                    outcome.stage(), outcome.label(), () -> access.decisions().count(outcome));
        }
    }

    private void letCallersTurnAway() {
        try {
            boolean unused = new CountDownLatch(1).await(config.shutdownDelay().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
