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
 * Kubelets by script: each answers at once with an empty batch, unless told to fail or to hang. Remembers what was
 * asked when. Thread-safe.
 */
public final class FakeKubeletClient implements KubeletClient {
    private final Clock clock;
    private final List<Ask> asks = new CopyOnWriteArrayList<>();
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();

    private volatile List<KubeletTarget> targets = List.of();

    /** Kubelets whose asks are stamped by {@code clock}. */
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

    /** From now on {@code node} answers. */
    public void answers(String node) {
        behaviours.put(node, FakeKubeletClient::answer);
    }

    /** From now on {@code node} fails at once. */
    public void fails(String node, Reason reason, String message) {
        behaviours.put(
                node,
                (name, lane, answer) -> answer.completeExceptionally(new KubeletException(reason, message, null)));
    }

    /** From now on {@code node} answers in the other lane and fails in {@code lane}; nothing stands in for it. */
    public void failsIn(Lane lane, String node, Reason reason, String message) {
        behaviours.put(node, (name, asked, answer) -> {
            if (asked == lane) {
                answer.completeExceptionally(new KubeletException(reason, message, null));
            } else {
                answer(name, asked, answer);
            }
        });
    }

    /** From now on {@code node} gives CPU and memory in both lanes, and its full Summary fails. */
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

    /** The targets that were announced last. */
    public List<KubeletTarget> targets() {
        return targets;
    }

    @Override
    public void targets(List<KubeletTarget> all) {
        targets = List.copyOf(all);
    }

    /** From now on {@code node} leaves every ask open. */
    public void hangs(String node) {
        behaviours.put(node, (name, lane, answer) -> {});
    }

    /** From now on asking {@code node} throws, which a client must not do. */
    public void breaks(String node, RuntimeException defect) {
        behaviours.put(node, (name, lane, answer) -> {
            throw defect;
        });
    }

    /** All asks so far. */
    public List<Ask> asks() {
        return List.copyOf(asks);
    }

    /** All asks of one node so far. */
    public List<Ask> asks(String node) {
        return asks.stream().filter(ask -> ask.target().node().equals(node)).toList();
    }

    /** Asks that have neither been answered nor cancelled. */
    public List<Ask> open() {
        return asks.stream().filter(ask -> !ask.answer().isDone()).toList();
    }

    /** A batch that says nothing of {@code node}. */
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

    /** One ask, and the future that the caller got. */
    public record Ask(KubeletTarget target, Lane lane, Instant at, CompletableFuture<KubeletAnswer> answer) {
        /** The kubelet answers now. */
        public boolean complete() {
            return answer.complete(new KubeletAnswer(emptyBatch(target.node(), lane), 2));
        }

        /** The kubelet fails now. */
        public boolean fail(Reason reason, String message) {
            return answer.completeExceptionally(new KubeletException(reason, message, null));
        }
    }

    /** What a kubelet does when asked. */
    private interface Behaviour {
        void act(String node, Lane lane, CompletableFuture<KubeletAnswer> answer);
    }
}
