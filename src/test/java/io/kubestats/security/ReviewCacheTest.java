package io.kubestats.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubestats.security.ReviewCache.Answer;
import io.kubestats.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    private final ReviewCache<Integer> cache = new ReviewCache<>(new ReviewPermits(6, 3, 2), clock::nanos);
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
            Future<Integer> first = threads.submit(() -> cache.get("caller", "a", () -> {
                answer.await();
                return answer();
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
        assertThatThrownBy(() -> cache.get("caller", "a", () -> {
                    throw new ReviewException("no");
                }))
                .isInstanceOf(ReviewException.class);
        assertThatThrownBy(() -> cache.get("caller", "a", () -> {
                    throw new AssertionError("worse");
                }))
                .isInstanceOf(AssertionError.class);

        assertThat(ask("a")).isEqualTo(1);
    }

    @Test
    void refusesMoreReviewsOfACallerThanItsPermits() throws Exception {
        whileInFlight(List.of("caller", "caller", "caller"), () -> {
            assertThatThrownBy(() -> cache.get("caller", "next", this::answer))
                    .isInstanceOfSatisfying(
                            ReviewException.class, e -> assertThat(e.isBusy()).isTrue());
            assertThat(cache.get("another", "other", this::answer)).isPositive();
        });

        assertThat(cache.get("caller", "next", this::answer)).isPositive();
    }

    @Test
    void leavesRoomForACallerWithoutReviewsWhenOthersHaveMany() throws Exception {
        whileInFlight(List.of("a", "a", "a", "b"), () -> {
            assertThatThrownBy(() -> cache.get("b", "next", this::answer)).isInstanceOf(ReviewException.class);
            assertThat(cache.get("hpa", "other", this::answer)).isPositive();
        });
    }

    @Test
    void returnsThePermitHoweverAReviewEnds() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> cache.get("caller", "a", () -> {
                        throw new ReviewException("no");
                    }))
                    .isInstanceOf(ReviewException.class);
            assertThatThrownBy(() -> cache.get("caller", "a", () -> {
                        throw new AssertionError("worse");
                    }))
                    .isInstanceOf(AssertionError.class);
        }

        assertThat(ask("a")).isEqualTo(1);
    }

    private interface Check {
        void run() throws Exception;
    }

    /** Runs {@code check} while a review of each of these callers is in flight. */
    private void whileInFlight(List<String> callers, Check check) throws Exception {
        CountDownLatch asking = new CountDownLatch(callers.size());
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(callers.size());
        List<Future<Integer>> reviews = new ArrayList<>();
        try {
            for (int i = 0; i < callers.size(); i++) {
                String caller = callers.get(i);
                String key = "review " + i;
                reviews.add(threads.submit(() -> cache.get(caller, key, () -> {
                    asking.countDown();
                    end.await();
                    return answer();
                })));
            }
            assertThat(asking.await(10, TimeUnit.SECONDS)).isTrue();
            check.run();
            end.countDown();
            for (Future<Integer> review : reviews) {
                assertThat(review.get(10, TimeUnit.SECONDS)).isPositive();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private int ask(String key) throws ReviewException, InterruptedException {
        return cache.get("caller", key, this::answer);
    }

    private Answer<Integer> answer() {
        return new Answer<>(asked.incrementAndGet(), "owner", 0, HOLDS);
    }
}
