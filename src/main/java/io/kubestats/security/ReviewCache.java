package io.kubestats.security;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A cache of the API server's reviews. Concurrent requests for one review share it; failures are not kept. Verdicts are
 * bounded in bytes and per owner ({@link VerdictTable}), reviews in flight in total and per caller
 * ({@link ReviewPermits}). Thread-safe.
 */
final class ReviewCache<V> {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private final LongSupplier nanos;
    private final ReviewPermits permits; // Guarded by lock.
    private final Lock lock = new ReentrantLock();
    private final VerdictTable<V> verdicts = new VerdictTable<>(); // Guarded by lock.
    private final Map<String, CompletableFuture<V>> inFlight = new HashMap<>(); // Guarded by lock.

    /** Creates a cache on the ticker {@code nanos}; it must be the only user of {@code permits}. */
    ReviewCache(ReviewPermits permits, LongSupplier nanos) {
        this.permits = requireNonNull(permits, "permits");
        this.nanos = requireNonNull(nanos, "nanos");
    }

    /** A request to the API server for a verdict. */
    interface Question<V> {
        Answer<V> ask() throws ReviewException, InterruptedException;
    }

    /**
     * The API server's verdict.
     *
     * @param owner whose share of the cache it takes
     * @param chars length of the text that {@code value} holds
     * @param holds how long it is valid
     */
    record Answer<V>(V value, String owner, int chars, Duration holds) {}

    /**
     * Returns the cached verdict, or the result of {@code question}.
     *
     * @param caller the caller whose permit a review takes
     * @param key a digest of everything that the verdict depends on
     * @throws ReviewException if the review fails, or the caller has too many in flight
     */
    V get(String caller, String key, Question<V> question) throws ReviewException, InterruptedException {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> shared = claim(caller, key, mine);
        if (shared != mine) {
            return await(shared);
        }
        try {
            Answer<V> answer = question.ask();
            keep(key, answer);
            mine.complete(answer.value());
            return answer.value();
        } catch (ReviewException | RuntimeException e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            release(caller, key);
            mine.completeExceptionally(new ReviewException("the review was broken off"));
        }
    }

    /** Removes expired verdicts. */
    void removeExpired() {
        lock.lock();
        try {
            verdicts.removeExpired(nanos.getAsLong());
        } finally {
            lock.unlock();
        }
    }

    /** Returns an upper estimate of the memory that the verdicts retain. */
    long bytes() {
        lock.lock();
        try {
            return verdicts.bytes();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the cached or pending verdict, or {@code mine} if this caller must ask. */
    private CompletableFuture<V> claim(String caller, String key, CompletableFuture<V> mine) throws ReviewException {
        lock.lock();
        try {
            Optional<V> known = verdicts.get(key, nanos.getAsLong());
            if (known.isPresent()) {
                return CompletableFuture.completedFuture(known.get());
            }
            CompletableFuture<V> asked = inFlight.get(key);
            if (asked != null) {
                return asked;
            }
            if (!permits.tryAcquire(caller)) {
                throw ReviewException.tooMany();
            }
            inFlight.put(key, mine);
            return mine;
        } finally {
            lock.unlock();
        }
    }

    private void keep(String key, Answer<V> answer) {
        lock.lock();
        try {
            long now = nanos.getAsLong();
            long until = now + answer.holds().toNanos();
            verdicts.put(key, answer.owner(), answer.value(), answer.chars(), until, now);
        } finally {
            lock.unlock();
        }
    }

    private void release(String caller, String key) {
        lock.lock();
        try {
            inFlight.remove(key);
            permits.release(caller);
        } finally {
            lock.unlock();
        }
    }

    private static <V> V await(CompletableFuture<V> shared) throws ReviewException, InterruptedException {
        try {
            return shared.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new ReviewException(
                    String.valueOf(requireNonNull(e.getCause()).getMessage()));
        } catch (TimeoutException e) {
            throw new ReviewException("no answer within " + LONGEST_WAIT.toSeconds() + " s");
        }
    }
}
