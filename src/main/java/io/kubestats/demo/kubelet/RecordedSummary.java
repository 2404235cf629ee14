package io.kubestats.demo.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubestats.demo.cluster.KubeletVersion;
import io.kubestats.demo.kubelet.AnswerLayout.ByShape;
import io.kubestats.demo.kubelet.AnswerLayout.SystemContainer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A recorded {@code /stats/summary} response as the template of simulated ones: a pod with every field, and the parts
 * to remove for pods with fewer.
 */
final class RecordedSummary {
    /** The fields of a node, pod or container with {@code only_cpu_and_memory=true}. */
    private static final List<String> CPU_AND_MEMORY = List.of(
            "nodeName",
            "podRef",
            "name",
            "startTime",
            "systemContainers",
            "containers",
            "cpu",
            "memory",
            "swap",
            "node",
            "pods");

    private static final Set<String> LOST = Set.of("name", "startTime");

    private final ObjectNode summary;
    private final boolean limitAlwaysThere;
    private final boolean pressureMoves;

    private RecordedSummary(ObjectNode summary, boolean pressureMoves) {
        this.summary = summary;
        this.limitAlwaysThere = pods().flatMap(pod -> pod.get("containers").valueStream())
                .allMatch(container -> container.get("memory").has("availableBytes"));
        this.pressureMoves = pressureMoves;
    }

    /** Reads the response that was recorded from that version. */
    static RecordedSummary of(KubeletVersion version) {
        String name = "/io/kubestats/demo/kubelet/" + version.folder() + "/stats-summary.json";
        try (InputStream in = RecordedSummary.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException("not on the class path: " + name);
            }
            return new RecordedSummary((ObjectNode) new ObjectMapper().readTree(in), version.pressureMoves());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the recorded answer of " + version.folder(), e);
        }
    }

    /** Returns the layout of the full response. */
    AnswerLayout full() {
        return layout(summary, fullestPod());
    }

    /** Returns the layout of {@code only_cpu_and_memory=true}. */
    AnswerLayout cpuAndMemory() {
        ObjectNode lessSummary = summary.deepCopy();
        ((ObjectNode) lessSummary.get("node")).retain(CPU_AND_MEMORY);
        lessSummary
                .get("node")
                .get("systemContainers")
                .forEach(container -> ((ObjectNode) container).retain(CPU_AND_MEMORY));
        ObjectNode pod = fullestPod();
        pod.get("containers").forEach(container -> ((ObjectNode) container).retain(CPU_AND_MEMORY));
        return layout(lessSummary, pod.retain(CPU_AND_MEMORY));
    }

    private AnswerLayout layout(ObjectNode whole, ObjectNode pod) {
        JsonNode container = pod.get("containers").get(0);
        return new AnswerLayout(
                compile(whole, 0),
                systemContainers(whole),
                new ByShape<>(withAndWithoutVolumes(unlimited(pod)), withAndWithoutVolumes(pod)),
                new ByShape<>(one(unlimited(container), 4), one(container, 4)),
                one(((ObjectNode) container.deepCopy()).retain(LOST), 4),
                volumes(pod.path("volume").path(0)));
    }

    private List<SystemContainer> systemContainers(JsonNode whole) {
        return StreamSupport.stream(whole.get("node").get("systemContainers").spliterator(), false)
                .map(container -> new SystemContainer(container.get("name").asText(), one(container, 3)))
                .toList();
    }

    private ByShape<List<AnswerTemplate>> withAndWithoutVolumes(JsonNode pod) {
        ObjectNode less = pod.deepCopy();
        less.remove("volume");
        return new ByShape<>(compile(less, 2), compile(pod, 2));
    }

    private ByShape<AnswerTemplate> volumes(JsonNode recorded) {
        JsonNode volume = recorded.isObject() ? recorded : JsonNodeFactory.instance.objectNode();
        ObjectNode claimed = volume.deepCopy();
        claimed.putObject("pvcRef").put("name", "").put("namespace", "");
        return new ByShape<>(one(volume, 4), one(claimed, 4));
    }

    /**
     * Removes the fields that only objects with a memory limit have. A field that all recorded objects of a version
     * have stays, because cgroup v1 always reports it.
     */
    private JsonNode unlimited(JsonNode limited) {
        ObjectNode copy = limited.deepCopy();
        if (!limitAlwaysThere) {
            ((ObjectNode) copy.get("memory")).remove("availableBytes");
        }
        return copy;
    }

    private AnswerTemplate one(JsonNode object, int depth) {
        return compile(object, depth).get(0);
    }

    private List<AnswerTemplate> compile(JsonNode recorded, int depth) {
        return TemplateCompiler.compile(recorded, depth, pressureMoves);
    }

    private ObjectNode fullestPod() {
        return pods().filter(pod -> pod.has("volume"))
                .filter(pod -> pod.get("memory").has("availableBytes"))
                .findFirst()
                .or(() -> pods().filter(pod -> pod.has("volume")).findFirst())
                .orElseThrow()
                .deepCopy();
    }

    private Stream<ObjectNode> pods() {
        return StreamSupport.stream(summary.get("pods").spliterator(), false).map(ObjectNode.class::cast);
    }
}
