package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.model.Anomaly;
import io.kubestats.model.AnswerForm;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import io.kubestats.model.NodeBatch;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * A log of anomalies in kubelets' responses: one line with an example when a kind of anomaly first appears in the
 * responses of a node, and none while it persists. The lines of all nodes are limited per minute; one that exceeds the
 * limit is logged with a later response. Thread-safe.
 */
public final class AnomalyLog implements ScrapeObserver {
    /** Lines in one minute. */
    static final int LINES_PER_MINUTE = 20;

    /** The count of responses without an anomaly after which it counts as new. */
    static final int ANSWERS_KEPT = 20;

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final ScrapeObserver next;
    private final Logger log;
    private final LongSupplier nanos;
    private final Map<String, NodeAnomalies> nodes = new ConcurrentHashMap<>();
    private final Object lock = new Object();
    // Guarded by lock.
    private long minuteEnd;
    private int lines = LINES_PER_MINUTE;

    /**
     * Creates a log that passes every event on to {@code next}.
     *
     * @param nanos a monotonic clock in nanoseconds
     */
    public AnomalyLog(ScrapeObserver next, Logger log, LongSupplier nanos) {
        this.next = requireNonNull(next, "next");
        this.log = requireNonNull(log, "log");
        this.nanos = requireNonNull(nanos, "nanos");
        this.minuteEnd = nanos.getAsLong();
    }

    @Override
    public void started(KubeletTarget target, Lane lane) {
        next.started(target, lane);
    }

    @Override
    public void ended(KubeletTarget target, Lane lane, ScrapeResult result) {
        next.ended(target, lane, result);
        if (result instanceof ScrapeResult.Stored stored) {
            read(stored.batch());
        }
    }

    @Override
    public void overdue(KubeletTarget target, Lane lane) {
        next.overdue(target, lane);
    }

    @Override
    public void forgot(String node) {
        next.forgot(node);
        nodes.remove(node);
    }

    private void read(NodeBatch batch) {
        if (batch.examples().isEmpty() && !nodes.containsKey(batch.node())) {
            return;
        }
        NodeAnomalies known = nodes.computeIfAbsent(batch.node(), node -> new NodeAnomalies());
        synchronized (known) {
            for (Anomaly kind : known.news(batch)) {
                if (mayLog()) {
                    known.logged(batch.form(), kind);
                    log.atWarn()
                            .addKeyValue("node", batch.node())
                            .addKeyValue("kind", kind.label())
                            .addKeyValue("count", batch.anomalies().getOrDefault(kind, 0))
                            .addKeyValue("first", '"' + batch.examples().get(kind) + '"')
                            .log("kubelet's response has anomalies that were omitted or corrected");
                }
            }
            if (known.age(batch)) {
                nodes.remove(batch.node(), known);
            }
        }
    }

    private boolean mayLog() {
        synchronized (lock) {
            long now = nanos.getAsLong();
            if (now - minuteEnd >= 0) {
                minuteEnd = now + MINUTE;
                lines = 0;
            }
            return lines++ < LINES_PER_MINUTE;
        }
    }

    /** The anomalies of one node that were logged, by form of response; guarded by its own monitor. */
    private static final class NodeAnomalies {
        private final Map<AnswerForm, Map<Anomaly, Integer>> answersLeft = new EnumMap<>(AnswerForm.class);

        private Map<Anomaly, Integer> of(AnswerForm form) {
            return answersLeft.computeIfAbsent(form, key -> new EnumMap<>(Anomaly.class));
        }

        Set<Anomaly> news(NodeBatch batch) {
            Set<Anomaly> kinds = EnumSet.noneOf(Anomaly.class);
            kinds.addAll(batch.examples().keySet());
            kinds.removeAll(of(batch.form()).keySet());
            return kinds;
        }

        void logged(AnswerForm form, Anomaly kind) {
            of(form).put(kind, ANSWERS_KEPT);
        }

        /** Drops the kinds that have been absent for long, and returns whether none is left. */
        boolean age(NodeBatch batch) {
            Map<Anomaly, Integer> left = of(batch.form());
            left.replaceAll((kind, answers) -> batch.examples().containsKey(kind) ? ANSWERS_KEPT : answers - 1);
            left.values().removeIf(answers -> answers <= 0);
            return answersLeft.values().stream().allMatch(Map::isEmpty);
        }
    }
}
