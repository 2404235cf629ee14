package io.kubestats.http;

import static java.util.Objects.requireNonNull;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.servlet.JavalinServlet;
import io.kubestats.config.ServingConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
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
    /** Header cache per connection, for repeated header fields: room for about ten, 24 KB. */
    private static final int HEADER_CACHE = 256;

    /** Threads beyond those that requests in flight may block: for health endpoints, refusals and the selector. */
    private static final int SPARE_THREADS = 16;

    /** Connections kept for known callers per request slot. */
    private static final int CONNECTIONS_PER_PLACE = 2;

    private static final int IDLE_THREADS = 4;
    private static final long LOOK_SECONDS = 1;
    private static final Duration IDLE_CONNECTION = Duration.ofSeconds(90);
    private static final Duration IDLE_THREAD = Duration.ofSeconds(30);

    private final ServingConfig config;
    private final List<RouteGroup> groups;
    private final RequestGate gate;
    private final Optional<ServerIdentity> identity;
    private final RequestDeadline deadline;
    private final RefusalLog refusals;
    private final ConnectionRegistry connections;
    private final LongSupplier nanos;
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

    /**
     * Creates a cleartext server that listens according to {@code config}, serves the routes of {@code groups}, and
     * enforces deadlines by the ticker {@code nanos}.
     */
    public HttpServer(ServingConfig config, List<RouteGroup> groups, LongSupplier nanos) {
        this(config, groups, Optional.empty(), request -> Optional.empty(), nanos);
    }

    /** Creates a server that uses TLS if {@code identity} is present, with a guard that every request must pass. */
    public HttpServer(
            ServingConfig config,
            List<RouteGroup> groups,
            Optional<ServerIdentity> identity,
            RequestGuard guard,
            LongSupplier nanos) {
        this.config = requireNonNull(config, "config");
        this.groups = List.copyOf(groups);
        this.identity = requireNonNull(identity, "identity");
        this.nanos = requireNonNull(nanos, "nanos");
        this.deadline = new RequestDeadline(config.requestTimeout(), nanos);
        this.refusals = new RefusalLog(nanos);
        this.connections = new ConnectionRegistry(
                CONNECTIONS_PER_PLACE * config.maxInFlight(), DescriptorLimit.read(), refusals, nanos);
        Set<String> healthPaths =
                groups.stream().flatMap(group -> group.healthPaths().stream()).collect(Collectors.toSet());
        RequestSlots places = new RequestSlots(config.maxInFlight());
        this.gate = new RequestGate(places, guard, healthPaths, deadline, connections, refusals);
    }

    /**
     * Starts listening.
     *
     * @return the actual port, which differs from the configured one if that is 0
     * @throws ListenException if the address cannot be bound
     */
    public int start() throws ListenException {
        Server server = new Server(threads());
        server.setErrorHandler(new ErrorAnswers(refusals));
        server.getMimeTypes().addInferred("text/plain", StandardCharsets.UTF_8.name());
        server.setHandler(gate);
        gate.setHandler(servlets());
        ClientConnector connector = connector(server);
        server.addConnector(connector);
        try {
            server.start();
        } catch (Exception failure) { // Jetty declares no narrower type.
            stop(server);
            throw ListenException.of(config.host(), config.port(), identity.isPresent(), failure);
        }
        ScheduledExecutorService watch =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "kubestats-http-deadline"));
        ScheduledFuture<?> unused = watch.scheduleWithFixedDelay(
                () -> enforceBounds(connector), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        running.set(new Running(server, watch));
        return connector.getLocalPort();
    }

    /** Rejects new requests with 503, waits up to the grace period for requests in flight, then stops listening. */
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
        stop(stopped.server());
        stopped.watch().shutdownNow();
    }

    /** Returns the number of open connections. */
    int connections() {
        return connections.count();
    }

    /** Returns the limit on strangers' connections. */
    int maxStrangers() {
        return connections.maxStrangers();
    }

    private void enforceBounds(ClientConnector connector) {
        try {
            deadline.enforce();
            connections.enforce();
            connector.resume();
            refusals.flush();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("the check for late responses failed; retrying in a second");
        }
    }

    /** Returns Javalin's routes without its defaults around them: sessions, WebSockets and error pages. */
    private ServletContextHandler servlets() {
        Javalin javalin = Javalin.create(this::configure);
        ServletContextHandler context =
                new ServletContextHandler("/", ServletContextHandler.NO_SESSIONS | ServletContextHandler.NO_SECURITY);
        context.addServlet(new JavalinServlet(javalin.unsafe), "/*");
        context.setErrorHandler(new ErrorAnswers(refusals));
        return context;
    }

    private void configure(JavalinConfig javalin) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.startup.startupWatcherEnabled = false;
        javalin.http.compressionStrategy = CompressionStrategy.NONE;
        javalin.http.prefer405over404 = true;
        javalin.http.responseBufferSize = OUTPUT_BYTES;
        javalin.router.ignoreTrailingSlashes = false;
        FallbackRoutes fallback = new FallbackRoutes(groups, gate::resetCurrent, nanos);
        javalin.router.javaLangErrorHandler(fallback::broke);
        for (RouteGroup group : groups) {
            group.register(javalin.routes);
        }
        fallback.register(javalin.routes);
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) { // Jetty declares no narrower type.
            LOG.atWarn().addKeyValue("cause", e).log("the listener did not stop cleanly");
        }
    }

    private QueuedThreadPool threads() {
        QueuedThreadPool pool =
                new QueuedThreadPool(config.maxInFlight() + SPARE_THREADS, IDLE_THREADS, (int) IDLE_THREAD.toMillis());
        pool.setName("kubestats-http");
        pool.setMaxEvictCount(config.maxInFlight()); // Evicts all surplus threads at once after a burst.
        return pool;
    }

    private ClientConnector connector(Server server) {
        HttpConfiguration http = limited();
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        ConnectionFactory[] protocols = identity.isPresent()
                ? new ConnectionFactory[] {SecureConnection.factory(identity.get(), http), plain}
                : new ConnectionFactory[] {plain};
        ClientConnector connector = new ClientConnector(server, protocols, connections, refusals, nanos);
        if (!(identity.isPresent() && config.host().equals(EVERY_IPV4_ADDRESS))) {
            connector.setHost(config.host()); // Without a host, IPv6 addresses are bound too.
        }
        connector.setPort(config.port());
        connector.setIdleTimeout(IDLE_CONNECTION.toMillis());
        return connector;
    }

    private static HttpConfiguration limited() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setOutputBufferSize(OUTPUT_BYTES);
        http.setHeaderCacheSize(HEADER_CACHE);
        return http;
    }

    /** Components that run between start and stop. */
    private record Running(Server server, ScheduledExecutorService watch) {}
}
