package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Where and how we answer.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes a free one
 * @param maxInFlight most requests that are answered at once; more get 429
 * @param shutdownGrace how long requests in flight may go on after a stop was asked for
 */
public record ServingConfig(String host, int port, int maxInFlight, Duration shutdownGrace) {
    public ServingConfig {
        requireNonNull(host, "host");
        requireNonNull(shutdownGrace, "shutdownGrace");
    }

    /** What is used without a flag: loopback only. */
    public static ServingConfig defaults() {
        return new ServingConfig("127.0.0.1", 8080, 400, Duration.ofSeconds(10));
    }
}
