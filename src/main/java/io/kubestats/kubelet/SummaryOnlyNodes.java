package io.kubestats.kubelet;

import io.kubestats.kubelet.answer.KubeletException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes whose kubelet fails {@code /metrics/resource} and answers the Summary, so that not each fast attempt pays
 * for a failure first. Forgetting one costs one more question, so it is kept small by forgetting. Thread-safe.
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

    /** From now on {@code /metrics/resource} is asked for first again. */
    void removeResourceMetrics(String node) {
        ofResourceMetrics.remove(node);
    }

    /**
     * Logs, once, that kubelets have {@code /metrics/resource} but not for us: the right is the same for all of them.
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
