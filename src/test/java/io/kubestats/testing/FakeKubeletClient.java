package io.kubestats.testing;

import io.kubestats.kubelet.KubeletAnswer;
import io.kubestats.kubelet.KubeletClient;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.model.AnswerForm;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.NodeDetail;
import io.kubestats.model.NodePoint;
import io.kubestats.model.UsagePoint;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A client with scripted kubelets: each responds at once with an empty batch, unless set to fail or to hang. Records
 * all requests. Thread-safe.
 */
public final class FakeKubeletClient implements KubeletClient {
    private final Clock clock;
    private final List<Ask> asks = new CopyOnWriteArrayList<>();
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();

    private volatile List<KubeletTarget> targets = List.of();

    /** Creates a client that takes the times of requests from {@code clock}. */
    public FakeKubeletClient(Clock clock) {
        this.clock = clock;
    }

    @Override
    public CompletableFuture<KubeletAnswer> ask(KubeletTarget target, Lane lane) {
        CompletableFuture<KubeletAnswer> answer = new CompletableFuture<>();
        asks.add(new Ask(target, lane, clock.instant(), answer));
        behaviours.getOrDefault(target.node(), FakeKubeletClient::answer).act(target.node(), lane, answer);
        return answer;
    }

    /** Makes {@code node} respond. */
    public void answers(String node) {
        behaviours.put(node, FakeKubeletClient::answer);
    }

    /** Makes {@code node} fail at once. */
    public void fails(String node, Reason reason, String message) {
        behaviours.put(
                node,
                (name, lane, answer) -> answer.completeExceptionally(new KubeletException(reason, message, null)));
    }

    /** Makes {@code node} fail in {@code lane} without a fallback, and respond in the other lane. */
    public void failsIn(Lane lane, String node, Reason reason, String message) {
        behaviours.put(node, (name, asked, answer) -> {
            if (asked == lane) {
                answer.completeExceptionally(new KubeletException(reason, message, null));
            } else {
                answer(name, asked, answer);
            }
        });
    }

    /** Makes {@code node} respond with CPU and memory in both lanes, while its full Summary fails. */
    public void failsItsSummary(String node, Reason reason, String message) {
        behaviours.put(
                node,
                (name, lane, answer) -> answer.complete(new KubeletAnswer(
                        emptyBatch(name, Lane.FAST),
                        2,
                        lane == Lane.FULL
                                ? Optional.of(new KubeletException(reason, message, null))
                                : Optional.empty())));
    }

    /** Returns the last announced targets. */
    public List<KubeletTarget> targets() {
        return targets;
    }

    @Override
    public void targets(List<KubeletTarget> all) {
        targets = List.copyOf(all);
    }

    /** Makes {@code node} leave every request open. */
    public void hangs(String node) {
        behaviours.put(node, (name, lane, answer) -> {});
    }

    /** Makes requests to {@code node} throw, which a client must not do. */
    public void breaks(String node, RuntimeException defect) {
        behaviours.put(node, (name, lane, answer) -> {
            throw defect;
        });
    }

    /** Returns all requests so far. */
    public List<Ask> asks() {
        return List.copyOf(asks);
    }

    /** Returns all requests to one node so far. */
    public List<Ask> asks(String node) {
        return asks.stream().filter(ask -> ask.target().node().equals(node)).toList();
    }

    /** Returns the requests without a response that were not cancelled. */
    public List<Ask> open() {
        return asks.stream().filter(ask -> !ask.answer().isDone()).toList();
    }

    /** Returns a batch of {@code node} without readings. */
    public static NodeBatch emptyBatch(String node, Lane lane) {
        return new NodeBatch(
                node,
                lane == Lane.FULL ? AnswerForm.SUMMARY : AnswerForm.SUMMARY_CPU_AND_MEMORY,
                new NodePoint(UsagePoint.ABSENT, List.of(), NodeDetail.ABSENT),
                List.of(),
                Map.of());
    }

    private static void answer(String node, Lane lane, CompletableFuture<KubeletAnswer> answer) {
        answer.complete(new KubeletAnswer(emptyBatch(node, lane), 2));
    }

    /** A request, and the future that its caller got. */
    public record Ask(KubeletTarget target, Lane lane, Instant at, CompletableFuture<KubeletAnswer> answer) {
        /** Responds now. */
        public boolean complete() {
            return answer.complete(new KubeletAnswer(emptyBatch(target.node(), lane), 2));
        }

        /** Fails now. */
        public boolean fail(Reason reason, String message) {
            return answer.completeExceptionally(new KubeletException(reason, message, null));
        }
    }

    /** The reaction of a kubelet to a request. */
    private interface Behaviour {
        void act(String node, Lane lane, CompletableFuture<KubeletAnswer> answer);
    }
}
