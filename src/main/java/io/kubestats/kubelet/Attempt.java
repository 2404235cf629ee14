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
 * One attempt at one kubelet, within one deadline. It asks for the form that its lane prefers, and for another form
 * once the first has failed, or has not come when half of the deadline has passed.
 *
 * <p>The full lane waits for the Summary until the deadline, and then makes do with CPU and memory. The fast lane
 * takes the form that comes first. One lock guards the state; it is not held while Jetty or the future's owner is
 * called.
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
    private boolean askedSecond;
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

    /** Asks the first question; the future is cancelled by whoever no longer waits. */
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

    /** Asks for the other form at half time and ends the attempt at the deadline; returns whether it has ended. */
    boolean expire() {
        boolean second = under(() -> {
            boolean may = mayAskSecond();
            askedSecond |= may;
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
            // Whoever ended the attempt meanwhile did not see this request.
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
     * Aborts one request. Jetty refuses to abort an exchange whose response it takes for complete; if that is not so,
     * the connection would be lost for ever, so it is closed.
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
                    where.failure(Reason.WRONG_NODE, "another node answered lately", null));
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
            // It may be the second answer to an earlier question, and then each later one would be read as another's.
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
                askedSecond = true;
                return () -> forms.second().ifPresent(this::ask);
            }
            return pending.isEmpty() ? this::finish : () -> {};
        });
        next.run();
    }

    /** Ends the attempt of which no form is awaited any more, and none came but perhaps a short one. */
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

    /** Keeps what an answer shows of its kubelet. The node's name in a Summary has been checked by then. */
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
            // After each full answer the short form is tried again, for what was refused may be mended.
            client.refusals().removeResourceMetrics(node);
        }
    }

    private boolean mayAskSecond() {
        return !askedSecond && ending == null && forms.second().isPresent();
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

    /** The listener for the answer in one form. */
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
