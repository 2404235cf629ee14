package io.kubestats.kubelet;

import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.io.CyclicTimeouts;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to scrape a kubelet, with one deadline. It requests the form that its lane prefers, and the fallback form
 * if the first has failed or has not arrived after half of the time.
 *
 * <p>The full lane waits for the Summary until the deadline and then falls back to CPU and memory. The fast lane takes
 * whichever form arrives first. One lock guards the state; it is never held while calling Jetty or completing the
 * future. Thread-safe.
 */
final class Attempt implements CyclicTimeouts.Expirable {
    private final HttpKubeletClient client;
    private final KubeletTarget target;
    private final Lane lane;
    private final AnswerForms forms;
    private final long halfTime;
    private final long deadline;
    private final CompletableFuture<KubeletAnswer> future = new CompletableFuture<>();

    private final Lock lock = new ReentrantLock();
    private final Set<KubeletQuery> pending = EnumSet.noneOf(KubeletQuery.class);
    private final Map<KubeletQuery, Request> sent = new EnumMap<>(KubeletQuery.class);
    private final FailedForms misses = new FailedForms();
    private boolean sentSecond;
    private Optional<KubeletAnswer> held = Optional.empty();
    private @Nullable Exception ending;

    Attempt(HttpKubeletClient client, KubeletTarget target, Lane lane, Duration timeout) {
        this.client = client;
        this.target = target;
        this.lane = lane;
        this.forms = AnswerForms.of(lane, target.node(), client.refusals(), client.proofs());
        this.halfTime = CyclicTimeouts.Expirable.calcExpireNanoTime(timeout.toMillis() / 2);
        this.deadline = CyclicTimeouts.Expirable.calcExpireNanoTime(timeout.toMillis());
    }

    /** Sends the first request. The caller may cancel the future. */
    CompletableFuture<KubeletAnswer> start() {
        AttemptDeadlines deadlines = client.deadlines();
        deadlines.add(this);
        CompletableFuture<KubeletAnswer> unused = future.whenComplete((answer, failure) -> {
            deadlines.remove(this);
            end(new CancellationException());
        });
        ask(forms.first());
        return future;
    }

    @Override
    public long getExpireNanoTime() {
        return under(() -> mayAskSecond() ? halfTime : deadline);
    }

    /** Requests the fallback form at half time and ends the attempt at the deadline; returns whether it has ended. */
    boolean expire() {
        boolean second = under(() -> {
            boolean may = mayAskSecond();
            sentSecond |= may;
            return may;
        });
        if (second) {
            forms.second().ifPresent(this::ask);
        } else {
            end(new TimeoutException());
        }
        return !second;
    }

    private void ask(KubeletQuery question) {
        KubeletLocation where = new KubeletLocation(target, question);
        under(() -> pending.add(question));
        Exception ended = under(() -> ending);
        if (ended != null) {
            failed(where, FailedForms.NO_STATUS, KubeletFailures.of(where, ended, client.timeout()));
            return;
        }
        try {
            Request request = client.request(where);
            request.send(new KubeletExchange(
                    where,
                    client.timeout(),
                    client.maxBodyBytes(),
                    client.decoder(question),
                    new Form(where),
                    client.clock()));
            // If the attempt has ended meanwhile, end() has missed this request.
            Exception endedMeanwhile = under(() -> {
                sent.put(question, request);
                return ending;
            });
            if (endedMeanwhile != null) {
                abort(where, request, endedMeanwhile);
            }
        } catch (RuntimeException e) {
            failed(
                    where,
                    FailedForms.NO_STATUS,
                    where.failure(Reason.CONNECT, "it cannot be asked; is the address right?", e));
        }
    }

    private void end(Exception why) {
        Map<KubeletQuery, Request> running = under(() -> {
            ending = why;
            Map<KubeletQuery, Request> requests = new EnumMap<>(sent);
            requests.keySet().retainAll(pending);
            return requests;
        });
        running.forEach((question, request) -> abort(new KubeletLocation(target, question), request, why));
    }

    /**
     * Aborts one request. Jetty does not abort an exchange whose response it considers complete. If the response is in
     * fact pending, the connection would never be released, so it is closed.
     */
    private void abort(KubeletLocation where, Request request, Exception why) {
        CompletableFuture<Boolean> unused = request.abort(why).whenComplete((aborted, error) -> {
            if (!Boolean.TRUE.equals(aborted) && under(() -> pending.contains(where.question()))) {
                client.disconnect(target);
                failed(where, FailedForms.NO_STATUS, KubeletFailures.of(where, why, client.timeout()));
            }
        });
    }

    private void answered(KubeletLocation where, KubeletAnswer answer) {
        KubeletQuery question = where.question();
        if (question == KubeletQuery.RESOURCE_METRICS && client.proofs().isRequired(target.node())) {
            failed(
                    where,
                    FailedForms.NO_STATUS,
                    where.failure(Reason.WRONG_NODE, "another node answered recently", null));
            return;
        }
        boolean isShort = lane == Lane.FULL && question != KubeletQuery.FULL_SUMMARY;
        Optional<KubeletAnswer> given = under(() -> {
            if (!pending.remove(question)) {
                return Optional.empty();
            }
            learn(question);
            if (isShort && pending.contains(KubeletQuery.FULL_SUMMARY)) {
                held = Optional.of(answer);
                return Optional.empty();
            }
            return Optional.of(isShort ? withoutFull(answer) : answer);
        });
        given.ifPresent(future::complete);
    }

    private void failed(KubeletLocation where, int status, KubeletException failure) {
        if (failure.reason() == Reason.PARSE && under(() -> pending.equals(EnumSet.of(where.question())))) {
            // This may be a second response to an earlier request; all later responses would then be mismatched.
            client.disconnect(target);
        }
        Runnable next = under(() -> {
            if (!pending.remove(where.question())) {
                return () -> {};
            }
            misses.add(where.question(), status, failure);
            if (failure.reason() == Reason.WRONG_NODE) {
                client.proofs().mistaken(target.node());
                held = Optional.empty();
            }
            if (mayAskSecond() && misses.leavesHope(where.question())) {
                sentSecond = true;
                return () -> forms.second().ifPresent(this::ask);
            }
            return pending.isEmpty() ? this::finish : () -> {};
        });
        next.run();
    }

    /** Completes the attempt once no form is pending: with the short form if it has arrived, else exceptionally. */
    private void finish() {
        Optional<KubeletAnswer> rest = under(() -> held.map(this::withoutFull));
        if (rest.isPresent()) {
            future.complete(rest.get());
            return;
        }
        KubeletException verdict = under(() -> misses.verdict(target, forms));
        future.completeExceptionally(client.isClosed() ? closed(verdict) : verdict);
    }

    private KubeletAnswer withoutFull(KubeletAnswer shorter) {
        return new KubeletAnswer(shorter.batch(), shorter.bodyBytes(), misses.failureOf(KubeletQuery.FULL_SUMMARY));
    }

    /** Records what a response reveals about its kubelet. The node name of a Summary has been verified before. */
    private void learn(KubeletQuery answered) {
        String node = target.node();
        if (answered != KubeletQuery.RESOURCE_METRICS) {
            client.proofs().confirmed(node);
        }
        if (lane == Lane.FAST && answered == KubeletQuery.FAST_SUMMARY) {
            if (forms.first() == KubeletQuery.RESOURCE_METRICS) {
                client.refusals().addResourceMetrics(node);
                misses.forbidden(KubeletQuery.RESOURCE_METRICS)
                        .ifPresent(failure -> client.refusals().forbidden(failure));
            }
        } else if (answered != KubeletQuery.FAST_SUMMARY) {
            // A full response makes the next fast attempt retry the resource metrics, which may work again.
            client.refusals().removeResourceMetrics(node);
        }
    }

    private boolean mayAskSecond() {
        return !sentSecond && ending == null && forms.second().isPresent();
    }

    private <T extends @Nullable Object> T under(Supplier<T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }

    private static KubeletException closed(KubeletException failure) {
        return new KubeletException(Reason.CANCELLED, "the service stops: " + failure.getMessage(), failure);
    }

    /** The callback for the result in one form. */
    private final class Form implements KubeletExchange.Outcome {
        private final KubeletLocation where;

        Form(KubeletLocation where) {
            this.where = where;
        }

        @Override
        public void answered(KubeletAnswer answer) {
            Attempt.this.answered(where, answer);
        }

        @Override
        public void refused(int status, KubeletException failure) {
            Attempt.this.failed(where, status, failure);
        }

        @Override
        public void failed(KubeletException failure) {
            Attempt.this.failed(where, FailedForms.NO_STATUS, failure);
        }
    }
}
