package io.kubestats.kubelet;

import io.kubestats.kubelet.KubeletException.Reason;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one kubelet: the Summary, and if the kubelet refuses that, {@code /metrics/resource}, within one
 * deadline.
 */
final class Attempt {
    private final HttpKubeletClient client;
    private final KubeletTarget target;
    private final long deadlineNanos;
    private final CompletableFuture<KubeletAnswer> future = new CompletableFuture<>();
    private volatile @Nullable Request inFlight;

    Attempt(HttpKubeletClient client, KubeletTarget target, long deadlineNanos) {
        this.client = client;
        this.target = target;
        this.deadlineNanos = deadlineNanos;
    }

    /** Asks the first question; the future is cancelled by whoever no longer waits. */
    CompletableFuture<KubeletAnswer> start(Lane lane) {
        CompletableFuture<KubeletAnswer> unused = future.whenComplete((answer, failure) -> {
            if (future.isCancelled()) {
                abort();
            }
        });
        if (lane == Lane.FAST && client.refusalsOfSummary().contains(target.node())) {
            ask(Question.RESOURCE_METRICS, new Fallback(Optional.empty()));
        } else {
            ask(Question.summary(lane), new First());
        }
        return future;
    }

    private void ask(Question question, Exchange.Outcome outcome) {
        Where where = new Where(target, question);
        long remaining = deadlineNanos - client.nanoTime();
        if (remaining <= 0) {
            outcome.failed(Failures.timedOut(where, client.timeout(), new CancellationException()));
            return;
        }
        try {
            Request request = client.request(where).timeout(Math.max(remaining, 1_000_000), TimeUnit.NANOSECONDS);
            inFlight = request;
            request.send(
                    new Exchange(where, client.timeout(), client.maxBodyBytes(), client.decoder(question), outcome));
        } catch (RuntimeException e) {
            outcome.failed(where.failure(Reason.CONNECT, "it cannot be asked; is the address right?", e));
        }
        if (future.isCancelled()) {
            abort();
        }
    }

    private void abort() {
        Request request = inFlight;
        if (request != null) {
            CompletableFuture<Boolean> unused = request.abort(new CancellationException());
        }
    }

    private void complete(KubeletException failure) {
        future.completeExceptionally(client.isClosed() ? closed(failure) : failure);
    }

    private static KubeletException closed(KubeletException failure) {
        return new KubeletException(Reason.CANCELLED, "the service stops: " + failure.getMessage(), failure);
    }

    /** The kubelet has no Summary for us, or not at all, and may have the other form. */
    private static boolean isRefusalOfSummary(int status) {
        return status == HttpStatus.FORBIDDEN_403 || isMissing(status);
    }

    /** The kubelet does not have what was asked for, whoever asks. */
    private static boolean isMissing(int status) {
        return switch (status) {
            case HttpStatus.NOT_FOUND_404, HttpStatus.METHOD_NOT_ALLOWED_405, HttpStatus.NOT_IMPLEMENTED_501 -> true;
            default -> false;
        };
    }

    /** How the Summary was refused. */
    private record Refusal(int status, KubeletException failure) {}

    /** The Summary was asked for. */
    private final class First implements Exchange.Outcome {
        @Override
        public void answered(KubeletAnswer answer) {
            client.refusalsOfSummary().remove(target.node());
            future.complete(answer);
        }

        @Override
        public void refused(int status, KubeletException failure) {
            if (isRefusalOfSummary(status)) {
                ask(Question.RESOURCE_METRICS, new Fallback(Optional.of(new Refusal(status, failure))));
            } else {
                complete(failure);
            }
        }

        @Override
        public void failed(KubeletException failure) {
            complete(failure);
        }
    }

    /** The resource metrics were asked for, since the Summary was refused just now or some time ago. */
    private final class Fallback implements Exchange.Outcome {
        private final Optional<Refusal> refusalOfSummary;

        Fallback(Optional<Refusal> refusalOfSummary) {
            this.refusalOfSummary = refusalOfSummary;
        }

        @Override
        public void answered(KubeletAnswer answer) {
            client.refusalsOfSummary().add(target.node());
            refusalOfSummary
                    .filter(summary -> summary.status == HttpStatus.FORBIDDEN_403)
                    .ifPresent(summary -> client.refusalsOfSummary().forbidden(summary.failure));
            future.complete(answer);
        }

        @Override
        public void refused(int status, KubeletException failure) {
            client.refusalsOfSummary().remove(target.node());
            complete(refusalOfSummary
                    .map(summary -> isMissing(summary.status) && isMissing(status)
                            ? nothingThere(summary.status, status)
                            : summary.failure)
                    .orElse(failure));
        }

        private KubeletException nothingThere(int summary, int resourceMetrics) {
            return new Where(target, Question.RESOURCE_METRICS)
                    .failure(
                            Reason.UNSUPPORTED,
                            "it has no statistics (" + summary + " for /stats/summary, " + resourceMetrics
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
