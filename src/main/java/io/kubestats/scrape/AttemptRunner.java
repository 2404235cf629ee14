package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.kubelet.KubeletAnswer;
import io.kubestats.kubelet.KubeletClient;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import io.kubestats.store.BatchSink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Runner of attempts from start to end: calls the client, passes the response to the sink, notifies the observer, and
 * updates the target's health. Anything that client, sink or observer throw becomes a result and never reaches the
 * caller. Thread-safe. The ends of one target's attempts are serialised by its loop's lock, so nothing is stored after
 * {@link #forget}.
 */
final class AttemptRunner {
    private final KubeletClient client;
    private final BatchSink sink;
    private final ScrapeObserver observer;
    private final ScrapeClock clock;
    private final OutageLog outages;
    private final ScrapeFaults faults;

    AttemptRunner(
            KubeletClient client,
            BatchSink sink,
            ScrapeObserver observer,
            ScrapeClock clock,
            OutageLog outages,
            ScrapeFaults faults) {
        this.client = requireNonNull(client, "client");
        this.sink = requireNonNull(sink, "sink");
        this.observer = requireNonNull(observer, "observer");
        this.clock = requireNonNull(clock, "clock");
        this.outages = requireNonNull(outages, "outages");
        this.faults = requireNonNull(faults, "faults");
    }

    /** Announces all current targets to the client. */
    void targets(List<KubeletTarget> all) {
        call("client", () -> client.targets(all));
    }

    /** Starts an attempt whose due time came. */
    void open(ScrapeAttempt attempt) {
        call("observer", () -> observer.started(attempt.loop().target(), attempt.lane()));
    }

    /** Ends an attempt without a request. The attempt must not be visible to other threads yet. */
    void skip(ScrapeAttempt attempt, ScrapeResult.SkipReason reason) {
        ended(attempt, new ScrapeResult.Skipped(reason));
    }

    /**
     * Sends the request. The future holds the response, a {@link KubeletException}, or another failure of the client.
     */
    CompletableFuture<KubeletAnswer> ask(ScrapeAttempt attempt) {
        CompletableFuture<KubeletAnswer> answer;
        try {
            answer = client.ask(attempt.loop().target(), attempt.lane());
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
        ScrapeLoop loop = attempt.loop();
        boolean wanted;
        loop.lock().lock();
        try {
            wanted = attempt.awaits(answer);
        } finally {
            loop.lock().unlock();
        }
        if (!wanted) {
            attempt.cancelAnswer();
        }
        return answer;
    }

    /** Ends an attempt with a response, and returns the result, or nothing if the attempt had ended before. */
    Optional<ScrapeResult> answered(ScrapeAttempt attempt, KubeletAnswer answer) {
        return end(attempt, elapsed -> {
            try {
                sink.accept(answer.batch());
                return stored(answer, elapsed);
            } catch (RuntimeException | Error e) {
                faults.count("sink", e);
                return new ScrapeResult.Failed(
                        new KubeletException(Reason.PARSE, "the answer could not be stored: " + e, e), elapsed);
            }
        });
    }

    private static ScrapeResult stored(KubeletAnswer answer, Duration elapsed) {
        KubeletException failure = answer.fullFailure().orElse(null);
        return failure == null
                ? new ScrapeResult.Stored(answer.batch(), answer.bodyBytes(), elapsed)
                : new ScrapeResult.Partial(answer.batch(), answer.bodyBytes(), failure, elapsed);
    }

    /** Ends an attempt with a failure, and returns the result, or nothing if the attempt had ended before. */
    Optional<ScrapeResult> failed(ScrapeAttempt attempt, Throwable error) {
        KubeletException cause = classify(error);
        return end(attempt, elapsed -> new ScrapeResult.Failed(cause, elapsed));
    }

    /** Ends an attempt that the client should have ended long before. */
    Optional<ScrapeResult> overdue(ScrapeAttempt attempt) {
        call("observer", () -> observer.overdue(attempt.loop().target(), attempt.lane()));
        return abandon(attempt, Reason.TIMEOUT, "the attempt had not ended at twice its deadline; given up");
    }

    /** Ends an attempt from the scheduler's side, and releases its connection. */
    Optional<ScrapeResult> abandon(ScrapeAttempt attempt, Reason reason, String message) {
        Optional<ScrapeResult> ending = failed(attempt, new KubeletException(reason, message, null));
        attempt.cancelAnswer();
        return ending;
    }

    /** Drops the points of a removed node. Called after all of its attempts have ended. */
    void forget(ScrapeLoop loop) {
        String node = loop.target().node();
        loop.lock().lock();
        try {
            call("sink", () -> sink.forget(node));
            call("observer", () -> observer.forgot(node));
        } finally {
            loop.lock().unlock();
        }
    }

    private Optional<ScrapeResult> end(ScrapeAttempt attempt, ResultMaker maker) {
        ScrapeLoop loop = attempt.loop();
        TargetHealth before;
        TargetHealth after;
        ScrapeResult result;
        long now;
        loop.lock().lock();
        try {
            if (!attempt.claimEnd()) {
                return Optional.empty();
            }
            now = clock.now();
            result = maker.make(Duration.ofNanos(Math.max(0, now - attempt.sentAt())));
            before = loop.health();
            after = after(attempt.lane(), before, result, now);
            loop.becomes(after);
            ended(attempt, result);
        } finally {
            loop.lock().unlock();
        }
        outages.ended(new OutageLog.Change(loop.target().node(), attempt.lane(), before, after), result, now);
        return Optional.of(result);
    }

    private TargetHealth after(Lane lane, TargetHealth before, ScrapeResult result, long now) {
        if (result instanceof ScrapeResult.Stored stored) {
            return before.stored(lane, stored.elapsed(), clock.wallTime(), now);
        }
        if (result instanceof ScrapeResult.Partial partial) {
            return before.partlyStored(partial, clock.wallTime(), now);
        }
        if (result instanceof ScrapeResult.Failed failed && failed.cause().reason() != Reason.CANCELLED) {
            return before.failed(lane, failed, now);
        }
        return before;
    }

    private void ended(ScrapeAttempt attempt, ScrapeResult result) {
        call("observer", () -> observer.ended(attempt.loop().target(), attempt.lane(), result));
    }

    private void call(String callee, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            faults.count(callee, e);
        }
    }

    private KubeletException classify(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof KubeletException known) {
            return known;
        }
        if (cause instanceof CancellationException) {
            return new KubeletException(Reason.CANCELLED, "the attempt was cancelled", cause);
        }
        faults.count("client", cause);
        return new KubeletException(Reason.CONNECT, "the attempt broke off: " + cause, cause);
    }

    /** A factory of the result of an attempt that took {@code elapsed}. */
    private interface ResultMaker {
        ScrapeResult make(Duration elapsed);
    }
}
