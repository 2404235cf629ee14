package io.kubestats.http;

import static java.util.Objects.requireNonNull;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.kubestats.config.ServingConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listener with the routes of every feature. {@link #start} and {@link #close} may each be called once, from any
 * thread.
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final String EVERY_IPV4_ADDRESS = "0.0.0.0";
    private static final int HEADER_BYTES = 128 << 10;
    private static final int OUTPUT_BYTES = 32 << 10;
    /** Of each connection, for header fields that come again: room for some ten, 24 KB. */
    private static final int HEADER_CACHE = 256;

    private static final int SPARE_THREADS = 8;
    private static final int IDLE_THREADS = 4;
    private static final long LOOK_SECONDS = 1;
    private static final Duration IDLE_CONNECTION = Duration.ofSeconds(90);
    private static final Duration IDLE_THREAD = Duration.ofSeconds(30);

    private final ServingConfig config;
    private final List<RouteGroup> groups;
    private final RequestGate gate;
    private final Optional<ServerIdentity> identity;
    private final RequestDeadline deadline;
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

    /**
     * A server that will listen as {@code config} says and answer with the routes of {@code groups}, each in time by
     * the ticker {@code nanos}.
     */
    public HttpServer(ServingConfig config, List<RouteGroup> groups, LongSupplier nanos) {
        this(config, groups, Optional.empty(), request -> Optional.empty(), nanos);
    }

    /** The same over TLS, if there is an {@code identity}, and with a guard that every request has to pass. */
    public HttpServer(
            ServingConfig config,
            List<RouteGroup> groups,
            Optional<ServerIdentity> identity,
            RequestGuard guard,
            LongSupplier nanos) {
        this.config = requireNonNull(config, "config");
        this.groups = List.copyOf(groups);
        this.identity = requireNonNull(identity, "identity");
        this.deadline = new RequestDeadline(config.requestTimeout(), nanos);
        this.gate = new RequestGate(config.maxInFlight(), guard, deadline);
    }

    /**
     * Starts to listen.
     *
     * @return the port, which matters where 0 was asked for
     * @throws ListenException if the address cannot be had
     */
    public int start() throws ListenException {
        Javalin javalin = Javalin.create(this::configure);
        try {
            javalin.start();
        } catch (RuntimeException failure) {
            javalin.stop();
            throw ListenException.of(config.host(), config.port(), identity.isPresent(), failure);
        }
        ScheduledExecutorService watch =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "kubestats-http-deadline"));
        ScheduledFuture<?> unused =
                watch.scheduleWithFixedDelay(this::cutOffTheLate, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        running.set(new Running(javalin, watch));
        return javalin.port();
    }

    /** Answers new requests with 503, lets those in flight end within the grace period, then stops listening. */
    @Override
    public void close() {
        Running stopped = running.getAndSet(null);
        if (stopped == null) {
            return;
        }
        try {
            if (!gate.drain(config.shutdownGrace())) {
                LOG.atWarn()
                        .addKeyValue("grace", config.shutdownGrace())
                        .log("requests were cut off: the grace period ended before they did");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        stopped.javalin().stop();
        stopped.watch().shutdownNow();
    }

    private void cutOffTheLate() {
        try {
            deadline.enforce();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("a look for late answers failed; the next is in a second");
        }
    }

    private void configure(JavalinConfig javalin) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.startup.startupWatcherEnabled = false;
        javalin.http.compressionStrategy = CompressionStrategy.NONE;
        javalin.http.prefer405over404 = true;
        javalin.jetty.threadPool = threads();
        javalin.jetty.modifyServer(this::guard);
        javalin.jetty.modifyHttpConfiguration(HttpServer::limit);
        javalin.jetty.addConnector(this::connector);
        FallbackRoutes fallback = new FallbackRoutes(groups, gate::cutOffCurrent);
        javalin.router.javaLangErrorHandler(fallback::broke);
        for (RouteGroup group : groups) {
            group.register(javalin.routes);
        }
        fallback.register(javalin.routes);
    }

    private void guard(Server server) {
        server.setHandler(gate);
        // What Jetty itself refuses, such as a malformed request, is answered as plainly as the rest.
        ErrorHandler errors = new ErrorHandler();
        errors.setDefaultResponseMimeType("text/plain");
        errors.setShowStacks(false);
        errors.setShowCauses(false);
        server.setErrorHandler(errors);
    }

    private QueuedThreadPool threads() {
        QueuedThreadPool pool =
                new QueuedThreadPool(config.maxInFlight() + SPARE_THREADS, IDLE_THREADS, (int) IDLE_THREAD.toMillis());
        pool.setName("kubestats-http");
        pool.setMaxEvictCount(config.maxInFlight()); // After a rush all go at once.
        return pool;
    }

    private ServerConnector connector(Server server, HttpConfiguration http) {
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        ServerConnector connector = identity.isPresent()
                ? new ServerConnector(server, 0, 1, SecureConnection.factory(identity.get(), http), plain)
                : new ServerConnector(server, 0, 1, plain);
        if (!(identity.isPresent() && config.host().equals(EVERY_IPV4_ADDRESS))) {
            connector.setHost(config.host()); // Else every address of IPv6 too.
        }
        connector.setPort(config.port());
        connector.setIdleTimeout(IDLE_CONNECTION.toMillis());
        return connector;
    }

    private static void limit(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setOutputBufferSize(OUTPUT_BYTES);
        http.setHeaderCacheSize(HEADER_CACHE);
    }

    /** What runs between start and stop. */
    private record Running(Javalin javalin, ScheduledExecutorService watch) {}
}
