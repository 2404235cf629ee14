package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;

/**
 * Configuration of the HTTP server.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 selects a free one
 * @param maxInFlight maximum number of concurrent requests; further ones get 429
 * @param requestTimeout deadline of one whole response, including a slow client; an unfinished response is aborted
 * @param shutdownGrace time for requests in flight to finish after a stop request
 */
public record ServingConfig(String host, int port, int maxInFlight, Duration requestTimeout, Duration shutdownGrace) {
    public ServingConfig {
        requireNonNull(host, "host");
        requireNonNull(requestTimeout, "requestTimeout");
        requireNonNull(shutdownGrace, "shutdownGrace");
    }

    /** Returns the URL for local clients on {@code boundPort}: loopback if the server listens on all addresses. */
    public URI url(int boundPort) {
        String reached = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return URI.create("http://" + (reached.contains(":") ? "[" + reached + "]" : reached) + ":" + boundPort);
    }

    /** Returns the defaults: loopback only. */
    public static ServingConfig defaults() {
        return new ServingConfig("127.0.0.1", 8080, 400, Duration.ofSeconds(60), Duration.ofSeconds(10));
    }
}
