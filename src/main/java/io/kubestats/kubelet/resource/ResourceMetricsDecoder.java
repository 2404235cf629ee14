package io.kubestats.kubelet.resource;

import io.kubestats.kubelet.answer.AnswerLimits;
import io.kubestats.kubelet.answer.BatchDecoder;
import io.kubestats.kubelet.answer.BodyExcerpt;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.kubelet.answer.NameCache;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.NodeBatch;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A decoder for {@code /metrics/resource}: Prometheus text, scanned as bytes.
 *
 * <p>Unreadable lines are skipped and counted, so that the other samples of the node are kept. Pods have no UID in this
 * form. Thread-safe.
 */
public final class ResourceMetricsDecoder implements BatchDecoder {
    private static final int EXCERPT = 30;

    /** The largest reader to pool, with more rows than a real node needs. */
    private static final int MOST_ROWS_KEPT = 4_096;

    private final ExpectedNamesCache learned = new ExpectedNamesCache();

    /** The pooled reader; null while in use, when other threads create their own. */
    private final AtomicReference<@Nullable ResourceMetricsReader> kept = new AtomicReference<>();

    @Override
    public NodeBatch decode(KubeletTarget target, long receivedAtMillis, byte[] body, int length)
            throws KubeletException {
        String node = target.node();
        ResourceMetricsReader reader =
                Objects.requireNonNullElseGet(kept.getAndSet(null), () -> new ResourceMetricsReader(NameCache.SHARED));
        reader.begin(body, length, learned.of(node), receivedAtMillis);
        try {
            readLines(node, body, length, reader, AnswerLimits.of(target));
            checkUse(node, body, length, reader);
            NodeBatch batch = reader.batch(node);
            learned.put(node, reader.learned());
            return batch;
        } finally {
            reader.end();
            if (reader.rows().room() <= MOST_ROWS_KEPT) {
                kept.set(reader);
            }
        }
    }

    /** Returns the names to expect in the node's next response. */
    public ExpectedNames namesOf(String node) {
        return learned.of(node);
    }

    private static void readLines(
            String node, byte[] body, int length, ResourceMetricsReader reader, AnswerLimits limits)
            throws KubeletException {
        int number = 0;
        int from = 0;
        while (from < length) {
            int feed = reader.read(from);
            number++;
            if (feed == length) {
                String what = "it is cut off, or it is no Prometheus text, at \""
                        + BodyExcerpt.of(body, from, length, EXCERPT) + "\"";
                throw failure(node, Reason.PARSE, what, number, length);
            }
            from = feed + 1;
            ResourceRows rows = reader.rows();
            if (rows.pods() > limits.pods()) {
                throw failure(node, Reason.TOO_LARGE, limits.morePods(), number, feed);
            }
            if (rows.size() > limits.items()) {
                throw failure(node, Reason.TOO_LARGE, limits.moreItems(), number, feed);
            }
            if (rows.nameBytes() > limits.nameBytes()) {
                throw failure(node, Reason.TOO_LARGE, limits.moreNames(), number, feed);
            }
        }
    }

    /** Rejects a response without usable samples, which would look like a node without load or pods. */
    private static void checkUse(String node, byte[] body, int length, ResourceMetricsReader reader)
            throws KubeletException {
        if (reader.kubeletFailed()) {
            throw useless(node, "the kubelet reports that it could not measure (resource_scrape_error)", body, length);
        }
        if (reader.lostAllPods()) {
            throw useless(node, "no pod can be read from its lines", body, length);
        }
        if (!reader.anySample()) {
            String start = BodyExcerpt.of(body, 0, length, EXCERPT);
            throw useless(node, "it has none of the kubelet's families, and begins \"" + start + "\"", body, length);
        }
        if (!reader.anyUsage()) {
            throw useless(node, "none of its values of CPU, memory or swap can be read", body, length);
        }
    }

    private static KubeletException useless(String node, String what, byte[] body, int length) {
        int lines = 0;
        for (int i = 0; i < length; i++) {
            lines += body[i] == '\n' ? 1 : 0;
        }
        return failure(node, Reason.PARSE, what, Math.max(lines, 1), length);
    }

    private static KubeletException failure(String node, Reason reason, String what, int line, int offset) {
        return new KubeletException(
                reason,
                "node " + node + ": the answer to /metrics/resource is unusable: " + what + " (line " + line + ", byte "
                        + offset + ")",
                null);
    }
}
