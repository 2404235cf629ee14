package io.kubestats.kubelet;

import io.kubestats.kubelet.KubeletException.Reason;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.CyclicTimeouts;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one kubelet, within one deadline: the full Summary, or for the fast lane {@code /metrics/resource},
 * which is much shorter and tells all that the Metrics API needs; and if the kubelet refuses the one, then the other.
 */
final class Attempt implements CyclicTimeouts.Expirable {
    private final HttpKubeletClient client;
    private final KubeletTarget target;
    private final long deadlineNanos;
    private final CompletableFuture<KubeletAnswer> future = new CompletableFuture<>();
    private volatile @Nullable Request inFlight;
    private volatile @Nullable Exception ending;

    Attempt(HttpKubeletClient client, KubeletTarget target, Duration timeout) {
        this.client = client;
        this.target = target;
        this.deadlineNanos = CyclicTimeouts.Expirable.calcExpireNanoTime(timeout.toMillis());
    }

    /** Asks the first question; the future is cancelled by whoever no longer waits. */
    CompletableFuture<KubeletAnswer> start(Lane lane) {
        Deadlines deadlines = client.deadlines();
        deadlines.add(this);
        CompletableFuture<KubeletAnswer> unused = future.whenComplete((answer, failure) -> {
            deadlines.remove(this);
            if (future.isCancelled()) {
                end(new CancellationException());
            }
        });
        boolean summaryFirst = lane == Lane.FULL || client.refusals().containsResourceMetrics(target.node());
        Question first = summaryFirst ? Question.summary(lane) : Question.RESOURCE_METRICS;
        Question second = summaryFirst ? Question.RESOURCE_METRICS : Question.summary(lane);
        ask(first, new First(first, second));
        return future;
    }

    private void ask(Question question, Exchange.Outcome outcome) {
        Where where = new Where(target, question);
        Exception ended = ending;
        if (ended != null) {
            outcome.failed(Failures.of(where, ended, client.timeout()));
            return;
        }
        try {
            Request request = client.request(where);
            inFlight = request;
            request.send(new Exchange(
                    where, client.timeout(), client.maxBodyBytes(), client.decoder(question), outcome, client.clock()));
        } catch (RuntimeException e) {
            outcome.failed(where.failure(Reason.CONNECT, "it cannot be asked; is the address right?", e));
        }
        // Whoever ends the attempt meanwhile does not see this request.
        Exception endedMeanwhile = ending;
        if (endedMeanwhile != null) {
            end(endedMeanwhile);
        }
    }

    @Override
    public long getExpireNanoTime() {
        return deadlineNanos;
    }

    /** The deadline has passed. */
    void expire() {
        end(new TimeoutException());
    }

    private void end(Exception why) {
        ending = why;
        Request request = inFlight;
        if (request != null) {
            CompletableFuture<Boolean> unused = request.abort(why);
        }
    }

    private void complete(KubeletException failure) {
        future.completeExceptionally(client.isClosed() ? closed(failure) : failure);
    }

    private static KubeletException closed(KubeletException failure) {
        return new KubeletException(Reason.CANCELLED, "the service stops: " + failure.getMessage(), failure);
    }

    /** The kubelet does not have what was asked for, for us or at all, and may have the other form. */
    private static boolean isRefusal(int status) {
        return status == HttpStatus.FORBIDDEN_403 || isMissing(status);
    }

    /** The kubelet does not have what was asked for, whoever asks. */
    private static boolean isMissing(int status) {
        return switch (status) {
            case HttpStatus.NOT_FOUND_404, HttpStatus.METHOD_NOT_ALLOWED_405, HttpStatus.NOT_IMPLEMENTED_501 -> true;
            default -> false;
        };
    }

    /** The form of the answer that is wanted was asked for. */
    private final class First implements Exchange.Outcome {
        private final Question question;
        private final Question other;

        First(Question question, Question other) {
            this.question = question;
            this.other = other;
        }

        @Override
        public void answered(KubeletAnswer answer) {
            if (question == Question.FULL_SUMMARY) {
                client.refusals().removeResourceMetrics(target.node());
            }
            future.complete(answer);
        }

        @Override
        public void refused(int status, KubeletException failure) {
            if (isRefusal(status)) {
                ask(other, new Second(question, other, status, failure));
            } else {
                complete(failure);
            }
        }

        @Override
        public void failed(KubeletException failure) {
            complete(failure);
        }
    }

    /** The other form was asked for, since the first was refused. */
    private final class Second implements Exchange.Outcome {
        private final Question first;
        private final Question question;
        private final int firstStatus;
        private final KubeletException firstFailure;

        Second(Question first, Question question, int firstStatus, KubeletException firstFailure) {
            this.first = first;
            this.question = question;
            this.firstStatus = firstStatus;
            this.firstFailure = firstFailure;
        }

        @Override
        public void answered(KubeletAnswer answer) {
            if (first == Question.RESOURCE_METRICS) {
                client.refusals().addResourceMetrics(target.node());
            } else {
                client.refusals().removeResourceMetrics(target.node());
            }
            if (firstStatus == HttpStatus.FORBIDDEN_403) {
                client.refusals().forbidden(first, firstFailure);
            }
            future.complete(answer);
        }

        @Override
        public void refused(int status, KubeletException failure) {
            if (isMissing(firstStatus) && isMissing(status)) {
                complete(nothingThere(status));
            } else {
                complete(question == Question.RESOURCE_METRICS ? firstFailure : failure);
            }
        }

        private KubeletException nothingThere(int status) {
            boolean summaryFirst = question == Question.RESOURCE_METRICS;
            return new Where(target, question)
                    .failure(
                            Reason.UNSUPPORTED,
                            "it has no statistics (" + (summaryFirst ? firstStatus : status) + " for /stats/summary, "
                                    + (summaryFirst ? status : firstStatus)
                                    + " for /metrics/resource), as some virtual kubelets have none; to leave it out,"
                                    + " --node-selector 'type!=virtual-kubelet', or by another label that it has",
                            null);
        }

        @Override
        public void failed(KubeletException failure) {
            complete(failure);
        }
    }
}
