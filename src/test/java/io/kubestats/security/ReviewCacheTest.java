package io.kubestats.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubestats.security.ReviewCache.Answer;
import io.kubestats.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReviewCacheTest {
    private static final Duration HOLDS = Duration.ofSeconds(10);

    private final ManualClock clock = ManualClock.at(Instant.EPOCH);
    private final ReviewCache<String, Integer> cache = new ReviewCache<>(clock::nanos);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void remembersAnAnswerForAsLongAsItHolds() throws Exception {
        assertThat(ask("a")).isEqualTo(1);
        clock.advance(HOLDS.minusNanos(1));
        assertThat(ask("a")).isEqualTo(1);
        clock.advance(Duration.ofNanos(1));
        assertThat(ask("a")).isEqualTo(2);
    }

    @Test
    void sharesOneQuestionAmongThoseWhoAskAtOnce() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> first = threads.submit(() -> cache.get("a", () -> {
                answer.await();
                return new Answer<>(asked.incrementAndGet(), HOLDS);
            }));
            Future<Integer> second = threads.submit(() -> ask("b"));
            assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(1);
            Future<Integer> shared = threads.submit(() -> ask("a"));
            answer.countDown();

            assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(2);
            assertThat(shared.get(10, TimeUnit.SECONDS)).isEqualTo(2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void forgetsWhatFailed() throws Exception {
        assertThatThrownBy(() -> cache.get("a", () -> {
                    throw new ReviewException("no");
                }))
                .isInstanceOf(ReviewException.class);
        assertThatThrownBy(() -> cache.get("a", () -> {
                    throw new AssertionError("worse");
                }))
                .isInstanceOf(AssertionError.class);

        assertThat(ask("a")).isEqualTo(1);
    }

    @Test
    void keepsOnlySoMany() throws Exception {
        for (int i = 0; i <= ReviewCache.MOST; i++) {
            ask("key " + i);
        }
        int before = asked.get();

        ask("key " + ReviewCache.MOST);
        assertThat(asked.get()).isEqualTo(before);
        ask("key 0");
        assertThat(asked.get()).isEqualTo(before + 1);
    }

    private int ask(String key) throws ReviewException, InterruptedException {
        return cache.get(key, () -> new Answer<>(asked.incrementAndGet(), HOLDS));
    }
}
