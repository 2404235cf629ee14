package io.kubestats.kubelet;

import static java.util.Objects.requireNonNull;

import io.kubestats.config.KubeletConfig;
import io.kubestats.health.ClockWatch;
import io.kubestats.health.HealthCheck;
import io.kubestats.kubelet.answer.BatchDecoder;
import io.kubestats.kubelet.tls.KubeletCredentials;
import io.kubestats.kubelet.tls.KubeletCredentialsException;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import io.kubestats.tls.ClientIdentity;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Sweeper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP/1.1 client for kubelets with persistent connections, at most two per kubelet: one per lane. Thread-safe once
 * started.
 *
 * <p>Responses are decoded on the I/O threads, and futures complete there, so dependent stages must not block. The
 * bearer token is sent over TLS only.
 */
public final class HttpKubeletClient implements KubeletClient, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpKubeletClient.class);
    private static final int CONNECTIONS_PER_KUBELET = 2;

    /** Each lane has one attempt in flight per kubelet; the rest is room for abandoned attempts not yet released. */
    private static final int QUEUED_PER_KUBELET = 8;

    private static final int THREADS = 12;
    private static final Duration IDLE_THREAD = Duration.ofSeconds(20);

    /**
     * The number of processors per selector thread. Few processors get a single selector: two would take turns with the
     * store and the learned text, and each would find that data in the other processor's cache.
     */
    private static final int PROCESSORS_PER_SELECTOR = 4;

    private static final int MOST_SELECTORS = 4;
    private static final int HEADERS_BYTES = 8_192;
    private static final int RESPONSE_BUFFER_BYTES = 16_384;
    private static final long POOLED_BYTES = 8L << 20;
    private static final HttpField GZIP = new PreEncodedHttpField(HttpHeader.ACCEPT_ENCODING, "gzip");

    /** Longer than the 90 s after which a kubelet closes an idle connection, so that only one side closes it. */
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(3);

    /** Jetty's own sweep runs every second, which cost 2.5 % of our CPU time with thousands of kubelets. */
    private static final Duration SWEEP_PERIOD = Duration.ofMinutes(1);

    private final KubeletConfig config;
    private final Duration timeout;
    private final KubeletCredentials credentials;
    private final Clock clock;
    private final ClockWatch clocks;
    private final Map<KubeletQuery, BatchDecoder> decoders = new EnumMap<>(KubeletQuery.class);

    /** Accept headers, shared by all requests because each connection retains its last request. */
    private final Map<KubeletQuery, HttpField> accepted = new EnumMap<>(KubeletQuery.class);

    private final SummaryOnlyNodes refusals = new SummaryOnlyNodes();
    private final NameProofs proofs = new NameProofs();
    private final SslContextFactory.Client tls;
    private final HttpClient client;
    private volatile @Nullable AttemptDeadlines deadlines;
    private volatile boolean closed;

    /**
     * Creates a client that is not started yet.
     *
     * @param unsaid the client identity and certificate authority for settings without a flag; read from the start on
     * @param timeout the time limit of a whole attempt: connection, TLS, headers and body
     * @param clock the clock that schedules file checks and that kubelets' clocks are compared with
     */
    public HttpKubeletClient(KubeletConfig config, Supplier<ClientIdentity> unsaid, Duration timeout, Clock clock) {
        this.config = requireNonNull(config, "config");
        this.timeout = requireNonNull(timeout, "timeout");
        this.credentials = new KubeletCredentials(config, unsaid, requireNonNull(clock, "clock"));
        this.clock = clock;
        this.clocks = new ClockWatch("kubelet-clocks", clock);
        for (KubeletQuery question : KubeletQuery.values()) {
            decoders.put(question, question.newDecoder());
            accepted.put(question, new PreEncodedHttpField(HttpHeader.ACCEPT, question.accept()));
        }
        this.tls = new KubeletEngines();
        this.client = httpClient(tls, timeout);
    }

    /**
     * Loads the credential files and starts the HTTP client.
     *
     * @throws KubeletCredentialsException if a file cannot be used
     */
    public void start() {
        credentials.load();
        tls.setSslContext(credentials.sslContext());
        try {
            client.start();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP client for kubelets does not start", e);
        }
        // Jetty's handlers would act on responses: follow redirects, authenticate, decompress without a bound.
        client.getProtocolHandlers().clear();
        client.getProtocolHandlers().put(new InterimAnswers());
        client.getContentDecoderFactories().clear();
        deadlines = new AttemptDeadlines(client.getScheduler());
        sweepLater();
    }

    private void sweepLater() {
        client.getScheduler()
                .schedule(
                        () -> {
                            sweepLater(); // First, so that a failing sweep does not end the schedule.
                            sweep();
                        },
                        SWEEP_PERIOD.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Discards destinations without connections; the next request creates them again. */
    void sweep() {
        for (Destination destination : client.getDestinations()) {
            if (destination instanceof Sweeper.Sweepable idle) {
                idle.sweep();
            }
        }
    }

    /** Returns the number of destinations, including idle ones that the next {@link #sweep} discards. */
    int knownCount() {
        return client.getDestinations().size();
    }

    @Override
    public CompletableFuture<KubeletAnswer> ask(KubeletTarget target, Lane lane) {
        refreshCredentials();
        return new Attempt(this, target, lane, timeout).start();
    }

    @Override
    public void targets(List<KubeletTarget> all) {
        proofs.targets(all);
    }

    /** Closes all connections to a kubelet; the next request opens new ones. */
    void disconnect(KubeletTarget target) {
        for (Destination destination : client.getDestinations()) {
            if (target.node().equals(destination.getOrigin().getTag())) {
                client.removeDestination(destination);
                LifeCycle.stop(destination);
            }
        }
    }

    /** Returns the readiness check that kubelets' clocks agree with ours. */
    public HealthCheck clocks() {
        return clocks;
    }

    /** Cancels all attempts in flight and closes all connections. */
    @Override
    public void close() {
        closed = true;
        AttemptDeadlines started = deadlines;
        if (started != null) {
            started.destroy();
        }
        try {
            client.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP client for kubelets does not stop", e);
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Returns the deadlines of attempts; available once started. */
    AttemptDeadlines deadlines() {
        return requireNonNull(deadlines, "start() comes first");
    }

    /** Returns the clock that dates samples without timestamps. */
    Clock clock() {
        return clock;
    }

    Duration timeout() {
        return timeout;
    }

    int maxBodyBytes() {
        return config.maxBodyBytes();
    }

    /** Returns the shared decoder for all responses to a query. */
    public BatchDecoder decoder(KubeletQuery question) {
        return requireNonNull(decoders.get(question));
    }

    SummaryOnlyNodes refusals() {
        return refusals;
    }

    NameProofs proofs() {
        return proofs;
    }

    /** Creates a request that is ready to send. */
    Request request(KubeletLocation where) {
        String authorization = credentials.authorization();
        // The tag keeps connections of nodes behind one address apart.
        String node = where.target().node();
        Request request = client.newRequest(where.uri())
                .tag(node)
                .onResponseHeaders(
                        answer -> clocks.read(node, answer.getHeaders().get(HttpHeader.DATE)))
                .headers(headers -> {
                    headers.put(accepted.get(where.question()));
                    headers.put(GZIP);
                });
        if (!authorization.isEmpty() && HttpScheme.HTTPS.is(request.getScheme())) {
            request.headers(headers -> headers.put(HttpHeader.AUTHORIZATION, authorization));
        }
        return request;
    }

    /** Applies changed credential files to new connections; existing connections stay open. */
    private void refreshCredentials() {
        credentials.refresh();
        if (tls.getSslContext() != credentials.sslContext() && tls.isRunning()) {
            try {
                tls.reload(factory -> factory.setSslContext(credentials.sslContext()));
            } catch (Exception e) {
                LOG.atWarn().addKeyValue("cause", e.getMessage()).log("new TLS credentials for kubelets were rejected");
            }
        }
    }

    /** Returns the number of selector threads, which perform TLS handshakes and read responses. */
    static int selectors(int processors) {
        return Math.max(1, Math.min(MOST_SELECTORS, processors / PROCESSORS_PER_SELECTOR));
    }

    private static HttpClient httpClient(SslContextFactory.Client tls, Duration timeout) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("kubestats-kubelet");
        threads.setDaemon(true);
        // Startup needs all threads to resolve and connect to all kubelets; later few suffice. A thread takes 100 KB.
        threads.setIdleTimeout((int) IDLE_THREAD.toMillis());
        threads.setMaxEvictCount(THREADS);
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(selectors(Runtime.getRuntime().availableProcessors()));
        connector.setSslContextFactory(tls);
        HttpClientTransportOverHTTP transport = new HttpClientTransportOverHTTP(connector);
        // No response callback blocks, and handing a response to another thread would cost more than decoding it.
        transport.setInvocationType(InvocationType.NON_BLOCKING);
        HttpClient client = new HttpClient(transport);
        client.setName("kubestats-kubelet");
        client.setExecutor(threads);
        client.setByteBufferPool(new ArrayByteBufferPool(0, 4_096, 65_536, 1_024, POOLED_BYTES, POOLED_BYTES));
        client.setConnectTimeout(timeout.toMillis());
        client.setAddressResolutionTimeout(timeout.toMillis());
        client.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        client.setDestinationIdleTimeout(0);
        client.setMaxConnectionsPerDestination(CONNECTIONS_PER_KUBELET);
        client.setMaxRequestsQueuedPerDestination(QUEUED_PER_KUBELET);
        client.setMaxResponseHeadersSize(HEADERS_BYTES);
        client.setResponseBufferSize(RESPONSE_BUFFER_BYTES);
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "kubestats"));
        return client;
    }
}
