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
 * One attempt from start to end: asks the client, hands the answer to the sink, tells the observer, and keeps the
 * target's health. Whatever client, sink or observer throw ends in a result, never in the caller. Thread-safe; the ends
 * of one target's attempts are serialised by its loop's lock, so nothing is stored after {@link #forget}.
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
        tell("client", () -> client.targets(all));
    }

    /** A due time came. */
    void open(ScrapeAttempt attempt) {
        tell("observer", () -> observer.started(attempt.loop().target(), attempt.lane()));
    }

    /** Nothing is asked. For attempts that nobody else can see: they have not been asked. */
    void skip(ScrapeAttempt attempt, ScrapeResult.SkipReason reason) {
        ended(attempt, new ScrapeResult.Skipped(reason));
    }

    /** Asks the kubelet; the future holds the answer, a {@link KubeletException}, or whatever the client threw. */
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

    /** The answer came. What came of it, or nothing if the attempt had ended before. */
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

    /** The attempt came to nothing. What came of it, or nothing if it had ended before. */
    Optional<ScrapeResult> failed(ScrapeAttempt attempt, Throwable error) {
        KubeletException cause = classify(error);
        return end(attempt, elapsed -> new ScrapeResult.Failed(cause, elapsed));
    }

    /** Ends an attempt that the client should have ended long ago. */
    Optional<ScrapeResult> overdue(ScrapeAttempt attempt) {
        tell("observer", () -> observer.overdue(attempt.loop().target(), attempt.lane()));
        return abandon(attempt, Reason.TIMEOUT, "the attempt had not ended at twice its deadline; given up");
    }

    /** Ends an attempt from our side, and frees its connection. */
    Optional<ScrapeResult> abandon(ScrapeAttempt attempt, Reason reason, String message) {
        Optional<ScrapeResult> ending = failed(attempt, new KubeletException(reason, message, null));
        attempt.cancelAnswer();
        return ending;
    }

    /** The node is gone: its points are dropped. Called after all of its attempts have ended. */
    void forget(ScrapeLoop loop) {
        String node = loop.target().node();
        loop.lock().lock();
        try {
            tell("sink", () -> sink.forget(node));
            tell("observer", () -> observer.forgot(node));
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
            result = maker.make(Duration.ofNanos(Math.max(0, now - attempt.askedAt())));
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
        tell("observer", () -> observer.ended(attempt.loop().target(), attempt.lane(), result));
    }

    private void tell(String whom, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            faults.count(whom, e);
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

    /** Makes the result of an attempt that took {@code elapsed}. */
    private interface ResultMaker {
        ScrapeResult make(Duration elapsed);
    }
}
