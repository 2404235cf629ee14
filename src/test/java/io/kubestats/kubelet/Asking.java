package io.kubestats.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.config.KubeletConfig;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.tls.ClientIdentity;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Shared helpers for tests of kubelet requests. */
public final class Asking {
    /** A deadline that no test reaches. */
    static final Duration LONG = Duration.ofSeconds(30);

    /** A deadline for tests that wait for it. */
    static final Duration SHORT = Duration.ofMillis(300);

    /** The maximum body size of {@link #client} in bytes. */
    static final int LIMIT = 100_000;

    private Asking() {}

    /** Returns a client without credentials that has not been started. */
    public static HttpKubeletClient client(Duration timeout) {
        KubeletConfig config =
                new KubeletConfig(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), LIMIT);
        return new HttpKubeletClient(config, () -> ClientIdentity.NONE, timeout, Clock.systemUTC());
    }

    static KubeletAnswer answerOf(CompletableFuture<KubeletAnswer> asked) throws Exception {
        return asked.get(20, TimeUnit.SECONDS);
    }

    /** Returns the failure after a check that its message is a single readable line. */
    public static KubeletException failureOf(CompletableFuture<KubeletAnswer> asked) {
        try {
            KubeletAnswer answer = asked.get(20, TimeUnit.SECONDS);
            throw new AssertionError(
                    "a failure was expected, not " + answer.batch().form());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KubeletException failure) {
                assertThat(failure.getMessage()).matches("[ -~…]{1,600}").doesNotContain("Exception");
                return failure;
            }
            throw new AssertionError(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
