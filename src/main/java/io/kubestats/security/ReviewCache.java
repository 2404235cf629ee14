package io.kubestats.security;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Answers of the API server that hold for a while. Threads that ask the same at once share one question; what failed is
 * forgotten; the oldest answers make room for new ones. Safe for any number of threads.
 */
final class ReviewCache<K, V> {
    static final int MOST = 8_192;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private final LongSupplier nanos;
    private final Lock lock = new ReentrantLock(); // Guards entries.
    private final Map<K, Entry<V>> entries = new LinkedHashMap<>();

    ReviewCache(LongSupplier nanos) {
        this.nanos = requireNonNull(nanos, "nanos");
    }

    /** Asks the API server. */
    interface Question<V> {
        Answer<V> ask() throws ReviewException, InterruptedException;
    }

    /** What it said, and for how long that holds. */
    record Answer<V>(V value, Duration holds) {}

    /** The answer that is known, or that {@code question} brings. */
    V get(K key, Question<V> question) throws ReviewException, InterruptedException {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> shared = claim(key, mine);
        if (shared != mine) {
            return await(shared);
        }
        boolean answered = false;
        try {
            Answer<V> answer = question.ask();
            settle(key, mine, answer.holds());
            answered = mine.complete(answer.value());
            return answer.value();
        } catch (ReviewException | RuntimeException e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            if (!answered) { // However it ended: the next to ask asks anew.
                forget(key, mine);
                mine.completeExceptionally(new ReviewException("the question broke off"));
            }
        }
    }

    /** The future of whoever asks that now, or asked it lately; {@code mine} if nobody did. */
    private CompletableFuture<V> claim(K key, CompletableFuture<V> mine) {
        lock.lock();
        try {
            Entry<V> known = entries.get(key);
            if (known != null && (!known.settled || known.until - nanos.getAsLong() > 0)) {
                return known.future;
            }
            entries.remove(key);
            makeRoom();
            entries.put(key, new Entry<>(mine, false, 0));
            return mine;
        } finally {
            lock.unlock();
        }
    }

    private void settle(K key, CompletableFuture<V> mine, Duration holds) {
        lock.lock();
        try {
            entries.put(key, new Entry<>(mine, true, nanos.getAsLong() + holds.toNanos()));
        } finally {
            lock.unlock();
        }
    }

    private void forget(K key, CompletableFuture<V> mine) {
        lock.lock();
        try {
            Entry<V> entry = entries.get(key);
            if (entry != null && entry.future == mine) {
                entries.remove(key);
            }
        } finally {
            lock.unlock();
        }
    }

    private void makeRoom() {
        Iterator<Entry<V>> oldest = entries.values().iterator();
        while (entries.size() >= MOST) {
            oldest.next();
            oldest.remove();
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

    private record Entry<V>(CompletableFuture<V> future, boolean settled, long until) {}
}
