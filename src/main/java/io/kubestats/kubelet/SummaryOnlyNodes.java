package io.kubestats.kubelet;

import io.kubestats.kubelet.answer.KubeletException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes whose kubelet fails {@code /metrics/resource} but serves the Summary, so that fast attempts do not start
 * with a failing request each time. A forgotten node costs only one such request, so the set is cleared when full.
 * Thread-safe.
 */
final class SummaryOnlyNodes {
    private static final Logger LOG = LoggerFactory.getLogger(SummaryOnlyNodes.class);
    private static final int MOST = 10_000;

    private final Set<String> ofResourceMetrics = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean logged = new AtomicBoolean();

    boolean containsResourceMetrics(String node) {
        return ofResourceMetrics.contains(node);
    }

    void addResourceMetrics(String node) {
        if (ofResourceMetrics.size() >= MOST) {
            ofResourceMetrics.clear();
        }
        ofResourceMetrics.add(node);
    }

    /** Makes {@code /metrics/resource} the first choice for a node again. */
    void removeResourceMetrics(String node) {
        ofResourceMetrics.remove(node);
    }

    /**
     * Logs once that we lack permission for {@code /metrics/resource}; the permission is the same for all kubelets.
     */
    void forbidden(KubeletException refusal) {
        if (logged.compareAndSet(false, true)) {
            LOG.atWarn()
                    .addKeyValue("cause", '"' + refusal.getMessage() + '"')
                    .log("kubelets that refuse /metrics/resource are asked for the Summary each time, which is twenty"
                            + " times as long");
        }
    }
}
