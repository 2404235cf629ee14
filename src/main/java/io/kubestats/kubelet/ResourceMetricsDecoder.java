package io.kubestats.kubelet;

import io.kubestats.model.NodeBatch;

/**
 * Decodes {@code /metrics/resource}: Prometheus text, scanned as bytes.
 *
 * <p>A line that cannot be read is skipped and counted, so that it does not cost its node the rest. Pods have no uid
 * there. Safe for any number of threads.
 */
final class ResourceMetricsDecoder implements BatchDecoder {
    private static final int EXCERPT = 30;

    @Override
    public NodeBatch decode(String node, byte[] body, int length) throws KubeletException {
        ResourceMetricsReader reader = new ResourceMetricsReader(new ResourceLine(body, NameCache.SHARED));
        int number = 0;
        int from = 0;
        for (int at = 0; at < length; at++) {
            if (body[at] != '\n') {
                continue;
            }
            number++;
            int end = at > from && body[at - 1] == '\r' ? at - 1 : at;
            if (end > from && body[from] != '#') {
                reader.read(from, end);
            }
            from = at + 1;
            if (reader.items() > SummaryTokens.MOST_ITEMS) {
                throw failure(
                        node, "it has more than " + SummaryTokens.MOST_ITEMS + " pods and containers", number, at);
            }
        }
        if (from != length) {
            String what = "it is cut off, or it is no Prometheus text, at \"" + Excerpt.of(body, from, length, EXCERPT)
                    + "\"";
            throw failure(node, what, number + 1, length);
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
