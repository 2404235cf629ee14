package io.kubestats.store.series;

import io.kubestats.health.HealthCheck;
import io.kubestats.health.NameSummary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects that kubelets report and that are not served, by node, according to each node's last response.
 * Thread-safe.
 *
 * <p>A node is scraped when its kubelet responds; its report is served except for the objects listed here. As a check
 * it never fails, since the rest is served. Each reason is logged when it begins and ends to apply to a node, at most
 * {@link #LINES_PER_MINUTE} times per minute.
 */
public final class WithheldObjects implements HealthCheck {
    /** The most log lines a minute. */
    static final int LINES_PER_MINUTE = 10;

    private static final Logger LOG = LoggerFactory.getLogger(WithheldObjects.class);
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final LongSupplier ticker;
    private final ConcurrentMap<String, OfNode> nodes = new ConcurrentHashMap<>();
    private final AtomicLong minute;
    private final AtomicInteger lines = new AtomicInteger();

    /** Creates an empty register. */
    public WithheldObjects(LongSupplier ticker) {
        this.ticker = ticker;
        this.minute = new AtomicLong(ticker.getAsLong());
    }

    /**
     * The withheld objects of one node.
     *
     * @param objects the first of them
     * @param count their total number
     */
    public record OfNode(List<WithheldObject> objects, int count) {
        static final OfNode NONE = new OfNode(List.of(), 0);

        public OfNode {
            objects = List.copyOf(objects);
        }

        private Set<WithheldReason> reasons() {
            Set<WithheldReason> reasons = EnumSet.noneOf(WithheldReason.class);
            objects.forEach(object -> reasons.add(object.reason()));
            return reasons;
        }
    }

    /** Replaces the withheld objects of a node. */
    public void put(String node, OfNode withheld) {
        OfNode before = withheld.count() == 0 ? nodes.remove(node) : nodes.put(node, withheld);
        if (before != null || withheld.count() > 0) {
            log(node, before == null ? OfNode.NONE : before, withheld);
        }
    }

    public void forget(String node) {
        nodes.remove(node);
    }

    /** Returns the number of withheld objects by reason; for nodes with very many, only the recorded ones count. */
    public Map<WithheldReason, Integer> counts() {
        Map<WithheldReason, Integer> counts = new EnumMap<>(WithheldReason.class);
        for (OfNode node : nodes.values()) {
            node.objects().forEach(object -> counts.merge(object.reason(), 1, Integer::sum));
        }
        return counts;
    }

    @Override
    public String name() {
        return "samples-served";
    }

    @Override
    public Result check() {
        List<String> texts = new ArrayList<>();
        int total = 0;
        for (Map.Entry<String, OfNode> node : new TreeMap<>(nodes).entrySet()) {
            total += node.getValue().count();
            for (WithheldObject object : node.getValue().objects()) {
                texts.add(object.text(node.getKey()));
            }
        }
        return texts.isEmpty()
                ? new Result.Ok()
                : new Result.Warned("reported by kubelets and not served: " + total + "; " + NameSummary.of(texts));
    }

    private void log(String node, OfNode before, OfNode now) {
        Set<WithheldReason> earlier = before.reasons();
        for (WithheldReason reason : now.reasons()) {
            if (!earlier.remove(reason) && mayLog()) {
                WithheldObject first = now.objects().stream()
                        .filter(object -> object.reason() == reason)
                        .findFirst()
                        .orElseThrow();
                LOG.atWarn()
                        .addKeyValue("node", node)
                        .addKeyValue("reason", reason.label())
                        .addKeyValue("first", '"' + first.text(node) + '"')
                        .log("reported by the kubelet and not served");
            }
        }
        for (WithheldReason ended : earlier) {
            if (mayLog()) {
                LOG.atInfo()
                        .addKeyValue("node", node)
                        .addKeyValue("reason", ended.label())
                        .log("nothing is withheld for this reason any longer");
            }
        }
    }

    private boolean mayLog() {
        long begun = minute.get();
        long now = ticker.getAsLong();
        if (now - begun >= MINUTE_NANOS && minute.compareAndSet(begun, now)) {
            lines.set(0);
        }
        return lines.incrementAndGet() <= LINES_PER_MINUTE;
    }
}
