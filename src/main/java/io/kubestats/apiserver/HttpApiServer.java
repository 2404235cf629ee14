package io.kubestats.apiserver;

import static java.util.Objects.requireNonNull;

import io.kubestats.config.ApiServerConfig;
import io.kubestats.health.ClockWatch;
import io.kubestats.health.HealthCheck;
import io.kubestats.tls.ClientIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An API server client over HTTP/1.1 with persistent connections, directly and never through a proxy. A request that
 * was answered with 401 is retried with fresh credentials. Thread-safe once started.
 */
public final class HttpApiServer implements ApiServer, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpApiServer.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(2);
    /** Capacity for all concurrent reviews, watches and polls together. */
    private static final int CONNECTIONS = 48;

    private static final int QUEUED = 1_024;
    private static final int THREADS = 8;
    private static final int LARGEST_BODY = 4 << 20;

    private final ApiServerConfig config;
    private final Clock clock;
    private final ClockWatch clocks;
    private final SslContextFactory.Client tls = new SslContextFactory.Client();
    private final HttpClient client;
    private @Nullable ApiServerCredentials credentials;
    private @Nullable ApiServerFailures failures;

    /**
     * Creates a client that is not started yet.
     *
     * @param clock clock for reloading files, and reference for the API server's clock
     */
    public HttpApiServer(ApiServerConfig config, Clock clock) {
        this.config = requireNonNull(config, "config");
        this.clock = requireNonNull(clock, "clock");
        this.clocks = new ClockWatch("api-server-clock", clock);
        this.client = httpClient(tls);
    }

    /**
     * Reads the address and the credentials, and makes the client ready; sends no request yet.
     *
     * @throws ApiServerException if the address or the credentials cannot be read
     */
    public void start() throws ApiServerException {
        ApiServerCredentials found = config.kubeconfig().isPresent()
                ? KubeconfigCredentials.read(config.kubeconfig().get(), clock)
                : ServiceAccountCredentials.read(config, clock);
        credentials = found;
        failures = new ApiServerFailures(found.server(), CONNECT_TIMEOUT);
        tls.setSslContext(found.sslContext());
        if (!found.checksHost()) {
            tls.setEndpointIdentificationAlgorithm(null);
        }
        try {
            client.start();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP client for the API server does not start", e);
        }
        // Jetty's handlers would act on a response by themselves: follow redirects, authenticate, decompress without a
        // limit.
        client.getProtocolHandlers().clear();
        client.getProtocolHandlers().put(new InterimResponses());
        client.getContentDecoderFactories().clear();
    }

    /** Returns the readiness check that compares the API server's clock with the local one. */
    public HealthCheck clock() {
        return clocks;
    }

    /** Returns the API server's address; requires {@link #start}. */
    public URI address() {
        return credentials().server();
    }

    /** Returns the identity for kubelets if no flag configures one: the kubeconfig's user. Requires {@link #start}. */
    public ClientIdentity identity() {
        return credentials().identity();
    }

    @Override
    public ApiResponse send(ApiServerRequest request) throws ApiServerException, InterruptedException {
        ApiResponse answer = sendOnce(request);
        if (answer.status() == HttpStatus.UNAUTHORIZED_401 && renewed()) {
            return sendOnce(request);
        }
        return answer;
    }

    @Override
    public ApiStream open(ApiServerRequest request) throws ApiServerException, InterruptedException {
        ApiStream stream = openOnce(request);
        if (stream.status() == HttpStatus.UNAUTHORIZED_401 && renewed()) {
            stream.close();
            return openOnce(request);
        }
        return stream;
    }

    /** Cancels requests in flight and closes all connections. */
    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP client for the API server does not stop", e);
        }
    }

    private ApiResponse sendOnce(ApiServerRequest request) throws ApiServerException, InterruptedException {
        Request sent = request(request).timeout(request.deadline().toMillis(), TimeUnit.MILLISECONDS);
        try {
            ContentResponse answer = new CompletableResponseListener(sent, LARGEST_BODY)
                    .send()
                    .get(request.deadline().plus(CONNECT_TIMEOUT).toMillis(), TimeUnit.MILLISECONDS);
            return new ApiResponse(answer.getStatus(), new String(answer.getContent(), StandardCharsets.UTF_8));
        } catch (ExecutionException e) {
            throw failures().of(requireNonNull(e.getCause()), request.deadline());
        } catch (TimeoutException e) {
            abort(sent);
            throw failures().timedOut(e, request.deadline());
        } catch (InterruptedException e) {
            abort(sent);
            throw e;
        }
    }

    private ApiStream openOnce(ApiServerRequest request) throws ApiServerException, InterruptedException {
        Request sent = request(request).idleTimeout(request.deadline().toMillis(), TimeUnit.MILLISECONDS);
        InputStreamResponseListener listener = new InputStreamResponseListener();
        sent.send(listener);
        try {
            Response head = listener.get(request.deadline().toMillis(), TimeUnit.MILLISECONDS);
            String contentType = Objects.requireNonNullElse(head.getHeaders().get(HttpHeader.CONTENT_TYPE), "");
            return new Stream(sent, head.getStatus(), contentType, listener.getInputStream());
        } catch (ExecutionException e) {
            throw failures().of(requireNonNull(e.getCause()), request.deadline());
        } catch (TimeoutException e) {
            abort(sent);
            throw failures().timedOut(e, request.deadline());
        } catch (InterruptedException e) {
            abort(sent);
            throw e;
        }
    }

    private Request request(ApiServerRequest request) {
        refreshCredentials();
        String authorization = credentials().authorization();
        Request sent = client.newRequest(credentials().server().toString() + request.pathAndQuery())
                .method(request.method())
                .onResponseBegin(HttpApiServer::abortInterim)
                .onResponseHeaders(answer ->
                        clocks.read("the API server", answer.getHeaders().get(HttpHeader.DATE)))
                .headers(headers -> {
                    headers.put(HttpHeader.ACCEPT, request.accept());
                    if (!authorization.isEmpty()) {
                        headers.put(HttpHeader.AUTHORIZATION, authorization);
                    }
                });
        return request.contentType().isEmpty()
                ? sent
                : sent.body(new StringRequestContent(request.contentType(), request.body(), StandardCharsets.UTF_8));
    }

    private boolean renewed() {
        String before = credentials().authorization();
        credentials().renew();
        return !credentials().authorization().equals(before);
    }

    /**
     * Refreshes the credentials. New authorities apply to new connections; existing ones were verified when opened and
     * stay.
     */
    private void refreshCredentials() {
        credentials().refresh();
        if (tls.getSslContext() != credentials().sslContext() && tls.isRunning()) {
            try {
                tls.reload(factory -> factory.setSslContext(credentials().sslContext()));
            } catch (Exception e) {
                LOG.atWarn().addKeyValue("cause", e.getMessage()).log("the API server's new authority was rejected");
            }
        }
    }

    private ApiServerCredentials credentials() {
        return requireNonNull(credentials, "not started");
    }

    private ApiServerFailures failures() {
        return requireNonNull(failures, "not started");
    }

    /** Aborts the exchange, because Jetty would neither complete it nor release its connection. */
    private static void abortInterim(Response response) {
        if (HttpStatus.isInformational(response.getStatus())) {
            var unused = response.abort(
                    new IOException("too many interim responses, or a protocol switch: " + response.getStatus()));
        }
    }

    private static void abort(Request request) {
        var unused = request.abort(new CancellationException());
    }

    private static HttpClient httpClient(SslContextFactory.Client tls) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("kubestats-apiserver");
        threads.setDaemon(true);
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(1);
        connector.setSslContextFactory(tls);
        HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(connector));
        client.setName("kubestats-apiserver");
        client.setExecutor(threads);
        client.setConnectTimeout(CONNECT_TIMEOUT.toMillis());
        client.setAddressResolutionTimeout(CONNECT_TIMEOUT.toMillis());
        client.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        client.setMaxConnectionsPerDestination(CONNECTIONS);
        client.setMaxRequestsQueuedPerDestination(QUEUED);
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "kubestats"));
        return client;
    }

    /** A streamed response that Jetty delivers chunk by chunk as it is read. */
    private record Stream(Request request, int status, String contentType, InputStream body) implements ApiStream {
        @Override
        public void close() {
            abort(request);
        }
    }
}
