package io.kubestats.kubelet.summary;

import io.kubestats.kubelet.answer.AnomalyCounts;
import io.kubestats.kubelet.answer.AnswerLimits;
import io.kubestats.kubelet.answer.BodyExcerpt;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.model.AnswerForm;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.PodPoint;
import java.io.IOException;
import java.util.List;

/** A single-use reader of one whole Summary. */
final class SummaryReader {
    private static final int NAME_IN_MESSAGE = AnswerLimits.LONGEST_NAME;

    private final SummaryTokens json;
    private final AnomalyCounts anomalies;
    private final KubeletTarget target;
    private final NodeReader nodeReader;
    private final ContainerReader containerReader;
    private final PodReader podReader;

    /**
     * Creates a reader.
     *
     * @param receivedAtMillis the time of samples without a timestamp
     */
    SummaryReader(SummaryTokens json, AnomalyCounts anomalies, KubeletTarget target, long receivedAtMillis) {
        UsageReader usages = new UsageReader(json);
        StorageReader storage = new StorageReader(json);
        NetworkReader networks = new NetworkReader(json);
        this.json = json;
        this.anomalies = anomalies;
        this.target = target;
        this.containerReader =
                new ContainerReader(json, usages, new UsageFields(json, usages, receivedAtMillis), storage);
        this.nodeReader = new NodeReader(
                json, usages, new UsageFields(json, usages, receivedAtMillis), storage, networks, containerReader);
        this.podReader = new PodReader(
                json, usages, new UsageFields(json, usages, receivedAtMillis), storage, networks, containerReader);
    }

    NodeBatch read(Lane asked) throws IOException, KubeletException {
        boolean nodeThere = false;
        boolean nodeRead = false;
        boolean podsThere = false;
        List<PodPoint> pods = List.of();
        json.enterDocument();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "node" -> {
                    nodeThere = true;
                    nodeRead = nodeReader.read();
                    checkNodeName();
                }
                case "pods" -> {
                    podsThere = true;
                    pods = podReader.pods(AnswerLimits.of(target));
                }
                default -> json.skip();
            }
        }
        if (!nodeThere || (!nodeRead && pods.isEmpty())) {
            throw json.malformed("it has no \"node\"");
        }
        if (!podsThere) {
            throw json.malformed("it has no \"pods\"");
        }
        json.endDocument();
        boolean full = asked == Lane.FULL || sawFullOnly();
        AnswerForm form = full ? AnswerForm.SUMMARY : AnswerForm.SUMMARY_CPU_AND_MEMORY;
        return new NodeBatch(
                target.node(), form, nodeReader.point(full), pods, anomalies.counts(), anomalies.examples());
    }

    /** Rejects the response of another node, whose kubelet has taken over the address. */
    private void checkNodeName() throws KubeletException {
        String name = nodeReader.nodeName();
        if (!name.isEmpty() && !name.equalsIgnoreCase(target.node())) {
            String stated = BodyExcerpt.of(name, NAME_IN_MESSAGE);
            throw new KubeletException(
                    KubeletException.Reason.WRONG_NODE,
                    "node " + target.node() + ": the kubelet at " + target.endpoint() + " states that it is node "
                            + stated + ", not " + target.node() + ": has the address passed to " + stated
                            + "? Compare the addresses of both nodes, and delete the Node object of the one that is"
                            + " gone or correct its target",
                    null);
        }
    }

    private boolean sawFullOnly() {
        return nodeReader.sawFullOnly() || podReader.sawFullOnly() || containerReader.sawFullOnly();
    }
}
