package io.kubestats.kubelet;

import io.kubestats.model.NodeBatch;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Decodes {@code /metrics/resource}: Prometheus text, scanned as bytes.
 *
 * <p>A line that cannot be read is skipped and counted, so that it does not cost its node the rest. Pods have no uid
 * there. Safe for any number of threads.
 */
final class ResourceMetricsDecoder implements BatchDecoder {
    private static final int EXCERPT = 30;

    /** More than a node has; the memory for an answer with more is not kept. */
    private static final int MOST_ROWS_KEPT = 4_096;

    private final NamesOfNodes learned = new NamesOfNodes();

    /** Kept for its memory; who finds none because another thread has it makes one. */
    private final AtomicReference<@Nullable ResourceMetricsReader> kept = new AtomicReference<>();

    @Override
    public NodeBatch decode(String node, byte[] body, int length) throws KubeletException {
        ResourceMetricsReader reader =
                Objects.requireNonNullElseGet(kept.getAndSet(null), () -> new ResourceMetricsReader(NameCache.SHARED));
        reader.begin(body, length, learned.of(node));
        try {
            NodeBatch batch = decode(node, body, length, reader);
            learned.put(node, reader.learned());
            return batch;
        } finally {
            reader.end();
            if (reader.room() <= MOST_ROWS_KEPT) {
                kept.set(reader);
            }
        }
    }

    private static NodeBatch decode(String node, byte[] body, int length, ResourceMetricsReader reader)
            throws KubeletException {
        int number = 0;
        int from = 0;
        while (from < length) {
            int feed = reader.read(from);
            if (feed == length) {
                String what = "it is cut off, or it is no Prometheus text, at \""
                        + Excerpt.of(body, from, length, EXCERPT) + "\"";
                throw failure(node, what, number + 1, length);
            }
            number++;
            from = feed + 1;
            if (reader.items() > SummaryTokens.MOST_ITEMS) {
                throw failure(
                        node, "it has more than " + SummaryTokens.MOST_ITEMS + " pods and containers", number, feed);
            }
        }
        if (reader.kubeletFailed()) {
            throw failure(node, "the kubelet says that it could not measure (resource_scrape_error)", number, length);
        }
        if (!reader.anySample()) {
            throw failure(
                    node,
                    "it has none of the kubelet's families, and begins \"" + Excerpt.of(body, 0, length, EXCERPT)
                            + "\"",
                    Math.max(number, 1),
                    length);
        }
        return reader.batch(node);
    }

    private static KubeletException failure(String node, String what, int line, int offset) {
        return new KubeletException(
                KubeletException.Reason.PARSE,
                "node " + node + ": the answer to /metrics/resource is unusable: " + what + " (line " + line + ", byte "
                        + offset + ")",
                null);
    }
}
