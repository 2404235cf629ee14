package io.kubestats.kubelet;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes whose kubelet refuses the Summary and answers {@code /metrics/resource}, so that each fast attempt does not
 * pay for a refusal first. Forgetting one costs one more question, so it is kept small by forgetting. Safe for any
 * number of threads.
 */
final class SummaryRefusals {
    private static final Logger LOG = LoggerFactory.getLogger(SummaryRefusals.class);
    private static final int MOST = 10_000;

    private final Set<String> nodes = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean told = new AtomicBoolean();

    boolean contains(String node) {
        return nodes.contains(node);
    }

    void add(String node) {
        if (nodes.size() >= MOST) {
            nodes.clear();
        }
        nodes.add(node);
    }

    /** A kubelet has a Summary, but not for us. The right is the same for all of them, so the first is named alone. */
    void forbidden(KubeletException refusal) {
        if (told.compareAndSet(false, true)) {
            LOG.atWarn()
                    .addKeyValue("cause", '"' + refusal.getMessage() + '"')
                    .log("kubelets that refuse the Summary are asked for /metrics/resource instead, which has no"
                            + " volumes, network, file systems and pressure");
        }
    }

    void remove(String node) {
        nodes.remove(node);
    }
}
