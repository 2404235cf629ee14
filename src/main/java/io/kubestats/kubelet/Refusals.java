package io.kubestats.kubelet;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes whose kubelet refuses {@code /metrics/resource} and answers the Summary, so that not each fast attempt pays
 * for a refusal first. Forgetting one costs one more question, so it is kept small by forgetting. Safe for any number
 * of threads.
 */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int MOST = 10_000;

    private final Set<String> ofResourceMetrics = ConcurrentHashMap.newKeySet();
    private final Set<Question> told = ConcurrentHashMap.newKeySet();

    boolean containsResourceMetrics(String node) {
        return ofResourceMetrics.contains(node);
    }

    void addResourceMetrics(String node) {
        if (ofResourceMetrics.size() >= MOST) {
            ofResourceMetrics.clear();
        }
        ofResourceMetrics.add(node);
    }

    /** They are asked for again, for what was refused may be mended. */
    void removeResourceMetrics(String node) {
        ofResourceMetrics.remove(node);
    }

    /** A kubelet has something, but not for us. The right is the same for all of them, so the first is named alone. */
    void forbidden(Question question, KubeletException refusal) {
        if (told.add(question)) {
            String instead = question == Question.RESOURCE_METRICS
                    ? "kubelets that refuse /metrics/resource are asked for the Summary each time, which is"
                            + " twenty times as long"
                    : "kubelets that refuse the Summary are asked for /metrics/resource instead, which has no volumes,"
                            + " network, file systems and pressure";
            LOG.atWarn().addKeyValue("cause", '"' + refusal.getMessage() + '"').log(instead);
        }
    }
}
