package io.kubestats.cli;

import static java.util.Objects.requireNonNull;

import io.kubestats.apiserver.ApiServer;
import io.kubestats.apiserver.ApiServerException;
import io.kubestats.apiserver.ApiServerRequest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection test that calls the API server until it responds in any way or patience ends. Not thread-safe. */
final class ApiServerTrial {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServerTrial.class);
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final long FIRST_WAIT_MILLIS = 250;
    private static final long LONGEST_WAIT_MILLIS = 4_000;

    private final ApiServer apiServer;
    private final Duration patience;
    private final LongSupplier nanos;

    ApiServerTrial(ApiServer apiServer, Duration patience, LongSupplier nanos) {
        this.apiServer = requireNonNull(apiServer, "apiServer");
        this.patience = requireNonNull(patience, "patience");
        this.nanos = requireNonNull(nanos, "nanos");
    }

    /**
     * Returns once the API server has responded, even with an error.
     *
     * @throws ApiServerException if it has not; the message has the address, the number of attempts and the time spent
     */
    void run() throws ApiServerException, InterruptedException {
        long begin = nanos.getAsLong();
        long wait = FIRST_WAIT_MILLIS;
        for (int tries = 1; ; tries++) {
            try {
                var unused = apiServer.send(ApiServerRequest.get("/version", DEADLINE));
                return;
            } catch (ApiServerException e) {
                long spent = nanos.getAsLong() - begin;
                if (spent + wait * 1_000_000 > patience.toNanos()) {
                    throw new ApiServerException(
                            e.reason(),
                            "from this pod to the API server: " + e.getMessage() + " (tried " + tries + " times in "
                                    + Duration.ofNanos(spent).toSeconds() + " s)",
                            e);
                }
                (tries == 1 ? LOG.atWarn() : LOG.atDebug())
                        .addKeyValue("cause", '"' + e.getMessage() + '"')
                        .log("waiting for the API server");
            }
            boolean unused = new CountDownLatch(1).await(wait, TimeUnit.MILLISECONDS);
            wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
        }
    }
}
