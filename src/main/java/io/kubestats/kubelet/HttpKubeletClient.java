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
 * Asks kubelets over HTTP/1.1 with kept connections, at most two to each: one for each lane. Thread-safe once started.
 *
 * <p>Answers are decoded on the very threads that read them, and futures complete there: what depends on them must not
 * block. The bearer token goes over TLS only.
 */
public final class HttpKubeletClient implements KubeletClient, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpKubeletClient.class);
    private static final int CONNECTIONS_PER_KUBELET = 2;

    /** A kubelet is asked in each lane once at a time, and may not have let go of an attempt that was given up. */
    private static final int QUEUED_PER_KUBELET = 8;

    private static final int THREADS = 12;
    private static final Duration IDLE_THREAD = Duration.ofSeconds(20);

    /**
     * A thread for each so many processors reads answers, and is alone where there are few: two have the store and what
     * was learned of answers in turns, and each then finds them in the other processor's cache.
     */
    private static final int PROCESSORS_PER_SELECTOR = 4;

    private static final int MOST_SELECTORS = 4;
    private static final int HEADERS_BYTES = 8_192;
    private static final int RESPONSE_BUFFER_BYTES = 16_384;
    private static final long POOLED_BYTES = 8L << 20;
    private static final HttpField GZIP = new PreEncodedHttpField(HttpHeader.ACCEPT_ENCODING, "gzip");

    /** Longer than the 90 s after which a kubelet closes an idle connection itself, so that only one side does. */
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(3);

    /** The client's own sweeps come each second, and with thousands of kubelets were a fortieth of all our CPU. */
    private static final Duration SWEEP_PERIOD = Duration.ofMinutes(1);

    private final KubeletConfig config;
    private final Duration timeout;
    private final KubeletCredentials credentials;
    private final Clock clock;
    private final ClockWatch clocks;
    private final Map<KubeletQuery, BatchDecoder> decoders = new EnumMap<>(KubeletQuery.class);

    /** One for all requests: each connection holds on to the last that it sent. */
    private final Map<KubeletQuery, HttpField> accepted = new EnumMap<>(KubeletQuery.class);

    private final SummaryOnlyNodes refusals = new SummaryOnlyNodes();
    private final NameProofs proofs = new NameProofs();
    private final SslContextFactory.Client tls;
    private final HttpClient client;
    private volatile @Nullable AttemptDeadlines deadlines;
    private volatile boolean closed;

    /**
     * A client that is not started yet.
     *
     * @param unsaid who we are, and whom we take for a kubelet, where no flag says it; asked from the start on
     * @param timeout deadline of one whole attempt: connection, TLS, headers and body
     * @param clock when files are looked at again, and what kubelets' clocks are compared with
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
     * Reads the credentials' files and opens for questions.
     *
     * @throws KubeletCredentialsException if one of the files cannot be used
     */
    public void start() {
        credentials.load();
        tls.setSslContext(credentials.sslContext());
        try {
            client.start();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP client for kubelets does not start", e);
        }
        // Each of Jetty's own would act on an answer in our stead: follow, authenticate, unzip without a bound.
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
                            sweepLater(); // First, or one that fails would be the last.
                            sweep();
                        },
                        SWEEP_PERIOD.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Forgets the kubelets that there are no connections to; one that is asked again is found anew. */
    void sweep() {
        for (Destination destination : client.getDestinations()) {
            if (destination instanceof Sweeper.Sweepable idle) {
                idle.sweep();
            }
        }
    }

    /** How many kubelets it has connections to, or had before the last {@link #sweep}. */
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

    /** Closes all connections to a kubelet; the next question opens new ones. */
    void disconnect(KubeletTarget target) {
        for (Destination destination : client.getDestinations()) {
            if (target.node().equals(destination.getOrigin().getTag())) {
                client.removeDestination(destination);
                LifeCycle.stop(destination);
            }
        }
    }

    /** Readyz: whether the kubelets' clocks go as ours does. */
    public HealthCheck clocks() {
        return clocks;
    }

    /** Ends what is in flight, as cancelled, and closes all connections. */
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

    /** What bounds the attempts; there is none before the start, when none can be asked. */
    AttemptDeadlines deadlines() {
        return requireNonNull(deadlines, "start() comes first");
    }

    /** What times the samples of answers that have no times. */
    Clock clock() {
        return clock;
    }

    Duration timeout() {
        return timeout;
    }

    int maxBodyBytes() {
        return config.maxBodyBytes();
    }

    /** The one decoder of all answers to a question. */
    public BatchDecoder decoder(KubeletQuery question) {
        return requireNonNull(decoders.get(question));
    }

    SummaryOnlyNodes refusals() {
        return refusals;
    }

    NameProofs proofs() {
        return proofs;
    }

    /** A question that is ready to be sent. */
    Request request(KubeletLocation where) {
        String authorization = credentials.authorization();
        // The tag keeps connections of nodes apart that stand behind one address.
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

    /** New files count for new connections; those that stand were made in good faith and stay. */
    private void refreshCredentials() {
        credentials.refresh();
        if (tls.getSslContext() != credentials.sslContext() && tls.isRunning()) {
            try {
                tls.reload(factory -> factory.setSslContext(credentials.sslContext()));
            } catch (Exception e) {
                LOG.atWarn().addKeyValue("cause", e.getMessage()).log("New TLS credentials for kubelets are not taken");
            }
        }
    }

    /** How many threads make the handshakes of a start, and then read answers. */
    static int selectors(int processors) {
        return Math.max(1, Math.min(MOST_SELECTORS, processors / PROCESSORS_PER_SELECTOR));
    }

    private static HttpClient httpClient(SslContextFactory.Client tls, Duration timeout) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("kubestats-kubelet");
        threads.setDaemon(true);
        // All are needed at the start, to find and connect to all kubelets, and few later: 100 KB each.
        threads.setIdleTimeout((int) IDLE_THREAD.toMillis());
        threads.setMaxEvictCount(THREADS);
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(selectors(Runtime.getRuntime().availableProcessors()));
        connector.setSslContextFactory(tls);
        HttpClientTransportOverHTTP transport = new HttpClientTransportOverHTTP(connector);
        // Nothing that is called with an answer blocks: to hand each over to another thread would cost more than to
        // decode it.
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
