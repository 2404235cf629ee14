package io.kubestats.kubelet;

import io.kubestats.model.AnswerForm;
import io.kubestats.model.Lane;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.PodPoint;
import java.io.IOException;
import java.util.List;

/** Reads one whole Summary; made for one answer and then dropped. */
final class SummaryReader {
    private static final int NODE = 1;
    private static final int PODS = 2;

    private final SummaryTokens json;
    private final AnomalyCounts anomalies;
    private final NodeReader nodeReader;
    private final ContainerReader containerReader;
    private final PodReader podReader;

    SummaryReader(SummaryTokens json, AnomalyCounts anomalies) {
        UsageReader usages = new UsageReader(json);
        StorageReader storage = new StorageReader(json);
        NetworkReader networks = new NetworkReader(json);
        this.json = json;
        this.anomalies = anomalies;
        this.containerReader = new ContainerReader(json, usages, storage, anomalies);
        this.nodeReader = new NodeReader(json, usages, storage, networks, containerReader);
        this.podReader = new PodReader(json, usages, storage, networks, containerReader, anomalies);
    }

    NodeBatch read(String node, Lane asked) throws IOException {
        int seen = 0;
        boolean hasNode = false;
        List<PodPoint> pods = List.of();
        json.enterDocument();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "node" -> {
                    seen = json.once(seen, NODE);
                    hasNode = nodeReader.read();
                }
                case "pods" -> {
                    seen = json.once(seen, PODS);
                    pods = podReader.pods();
                }
                default -> json.skip();
            }
        }
        if (!hasNode) {
            throw json.malformed("it has no \"node\"");
        }
        if ((seen & PODS) == 0) {
            throw json.malformed("it has no \"pods\"");
        }
        json.endDocument();
        boolean full = asked == Lane.FULL || sawFullOnly();
        AnswerForm form = full ? AnswerForm.SUMMARY : AnswerForm.SUMMARY_CPU_AND_MEMORY;
        return new NodeBatch(node, form, nodeReader.point(full), pods, anomalies.toMap());
    }

    private boolean sawFullOnly() {
        return nodeReader.sawFullOnly() || podReader.sawFullOnly() || containerReader.sawFullOnly();
    }
}
