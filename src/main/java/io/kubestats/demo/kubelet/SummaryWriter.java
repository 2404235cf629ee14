package io.kubestats.demo.kubelet;

import io.kubestats.demo.cluster.ContainerRole;
import io.kubestats.demo.cluster.KubeletVersion;
import io.kubestats.demo.cluster.NodeReadings;
import io.kubestats.demo.cluster.SimulatedContainer;
import io.kubestats.demo.cluster.SimulatedNode;
import io.kubestats.demo.cluster.SimulatedPod;
import io.kubestats.demo.cluster.SimulatedVolume;
import io.kubestats.demo.cluster.SlotTable;
import io.kubestats.demo.cluster.SlotValues;
import io.kubestats.http.BodyWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writer of {@code /stats/summary} responses of simulated nodes. Thread-safe. */
public final class SummaryWriter {
    private final Map<KubeletVersion, Layouts> layouts = new ConcurrentHashMap<>();

    /** The layouts of both forms of one version's response. */
    private record Layouts(AnswerLayout full, AnswerLayout cpuAndMemory) {
        static Layouts of(KubeletVersion version) {
            RecordedSummary recording = RecordedSummary.of(version);
            return new Layouts(recording.full(), recording.cpuAndMemory());
        }
    }

    /** Writes the response of the node's kubelet at {@code now}, Unix time in seconds. */
    public void write(BodyWriter out, SimulatedNode node, long now, boolean onlyCpuAndMemory) throws IOException {
        // A recording is read on first use, so that the demo starts at once.
        Layouts forms = layouts.computeIfAbsent(node.version(), Layouts::of);
        NodeReadings readings = new NodeReadings(node, now, !onlyCpuAndMemory);
        new Answer(out, onlyCpuAndMemory ? forms.cpuAndMemory() : forms.full(), node, readings).write();
    }

    /** One response while it is written. */
    private static final class Answer {
        private static final byte[] BETWEEN = {',', '\n'};

        private final BodyWriter out;
        private final AnswerLayout layout;
        private final SimulatedNode node;
        private final SlotValues frame = new SlotValues();
        private final SlotValues inner = new SlotValues();
        private final NodeReadings readings;

        Answer(BodyWriter out, AnswerLayout layout, SimulatedNode node, NodeReadings readings) {
            this.out = out;
            this.layout = layout;
            this.node = node;
            this.readings = readings;
        }

        void write() throws IOException {
            readings.node(frame);
            frame.text(SlotTable.NAME, utf8(node.name()));
            layout.summary().get(0).write(out, frame);
            boolean first = true;
            for (AnswerLayout.SystemContainer container : layout.systemContainers()) {
                between(first);
                first = false;
                readings.systemContainer(inner, container.name());
                inner.text(SlotTable.NAME, utf8(container.name()));
                container.template().write(out, inner);
            }
            layout.summary().get(1).write(out, frame);
            first = true;
            for (SimulatedPod pod : node.pods()) {
                between(first);
                first = false;
                pod(pod);
            }
            layout.summary().get(2).write(out, frame);
        }

        private void pod(SimulatedPod pod) throws IOException {
            readings.pod(frame, pod);
            frame.text(SlotTable.NAME, utf8(pod.name()));
            frame.text(SlotTable.NAME + 1, utf8(pod.namespace()));
            frame.text(SlotTable.NAME + 2, utf8(pod.kubeletUid()));
            var pieces = layout.pod()
                    .of(pod.memoryLimitBytes() > 0)
                    .of(!pod.volumes().isEmpty());
            pieces.get(0).write(out, frame);
            boolean first = true;
            for (SimulatedContainer container : pod.containers()) {
                if (pod.listed(container)) {
                    between(first);
                    first = false;
                    container(container);
                }
            }
            pieces.get(1).write(out, frame);
            if (pieces.size() > 2) {
                volumes(pod);
                pieces.get(2).write(out, frame);
            }
        }

        private void container(SimulatedContainer container) throws IOException {
            readings.container(inner, container);
            inner.text(SlotTable.NAME, utf8(container.name()));
            if (container.role() == ContainerRole.ENDED) {
                layout.lostContainer().write(out, inner);
            } else {
                layout.container().of(container.resources().limited()).write(out, inner);
            }
        }

        private void volumes(SimulatedPod pod) throws IOException {
            boolean first = true;
            for (SimulatedVolume volume : pod.volumes()) {
                between(first);
                first = false;
                readings.volume(inner, pod, volume);
                inner.text(SlotTable.NAME, utf8(volume.name()));
                inner.text(SlotTable.NAME + 1, utf8(volume.claim()));
                inner.text(SlotTable.NAME + 2, utf8(pod.namespace()));
                layout.volume().of(!volume.claim().isEmpty()).write(out, inner);
            }
        }

        private void between(boolean first) throws IOException {
            if (!first) {
                out.write(BETWEEN);
            }
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
