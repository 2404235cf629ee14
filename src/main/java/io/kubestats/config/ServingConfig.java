package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;

/**
 * Where and how we answer.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes a free one
 * @param maxInFlight most requests that are answered at once; more get 429
 * @param requestTimeout deadline of one whole answer, its reader's slowness included; what is not out is cut off
 * @param shutdownGrace how long requests in flight may go on after a stop was asked for
 */
public record ServingConfig(String host, int port, int maxInFlight, Duration requestTimeout, Duration shutdownGrace) {
    public ServingConfig {
        requireNonNull(host, "host");
        requireNonNull(requestTimeout, "requestTimeout");
        requireNonNull(shutdownGrace, "shutdownGrace");
    }

    /** Where a client on this machine finds us, on {@code boundPort}: loopback, where we listen everywhere. */
    public URI url(int boundPort) {
        String reached = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return URI.create("http://" + (reached.contains(":") ? "[" + reached + "]" : reached) + ":" + boundPort);
    }

    /** What is used without a flag: loopback only. */
    public static ServingConfig defaults() {
        return new ServingConfig("127.0.0.1", 8080, 400, Duration.ofSeconds(60), Duration.ofSeconds(10));
    }
}
