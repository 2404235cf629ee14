package io.kubestats.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** {@code nodes}. */
final class NodeResource implements CoreResource<SimulatedNode> {
    private static final String ROLE_PREFIX = "node-role.kubernetes.io/";
    private static final String OS = "Debian GNU/Linux 12 (bookworm)";
    private static final String KERNEL = "6.1.0-40-amd64";
    private static final long RESERVED_BYTES = 512L << 20;
    private static final int RESERVED_MILLICORES = 100;
    private static final List<Column> COLUMNS = List.of(
            new Column("Name", false),
            new Column("Status", false),
            new Column("Roles", false),
            new Column("Age", false),
            new Column("Version", false),
            new Column("Internal-IP", true),
            new Column("External-IP", true),
            new Column("OS-Image", true),
            new Column("Kernel-Version", true),
            new Column("Container-Runtime", true));

    private final SimulatedCluster cluster;

    NodeResource(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String plural() {
        return "nodes";
    }

    @Override
    public String shortName() {
        return "no";
    }

    @Override
    public String kind() {
        return "Node";
    }

    @Override
    public boolean namespaced() {
        return false;
    }

    @Override
    public List<SimulatedNode> all() {
        return cluster.nodes();
    }

    @Override
    public String name(SimulatedNode item) {
        return item.name();
    }

    @Override
    public String namespace(SimulatedNode item) {
        return "";
    }

    @Override
    public Map<String, String> labels(SimulatedNode item) {
        return item.labels();
    }

    @Override
    public Map<String, String> fields(SimulatedNode item) {
        return Map.of("metadata.name", item.name());
    }

    @Override
    public ObjectNode metadata(SimulatedNode item) {
        String uid = UUID.nameUUIDFromBytes(item.name().getBytes(StandardCharsets.UTF_8))
                .toString();
        return ObjectMetadata.of("", item.name(), uid, item.bootSecond(), item.labels());
    }

    @Override
    public ObjectNode object(SimulatedNode item) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.set("metadata", metadata(item));
        object.putObject("spec");
        ObjectNode status = object.putObject("status");
        resources(status.putObject("capacity"), item, 0, 0);
        resources(status.putObject("allocatable"), item, RESERVED_MILLICORES, RESERVED_BYTES);
        conditions(status.putArray("conditions"), item);
        ArrayNode addresses = status.putArray("addresses");
        addresses.addObject().put("type", "InternalIP").put("address", item.address());
        addresses.addObject().put("type", "Hostname").put("address", item.name());
        status.putObject("nodeInfo")
                .put("kubeletVersion", item.version().kubelet())
                .put("containerRuntimeVersion", item.version().runtime())
                .put("operatingSystem", "linux")
                .put("architecture", "amd64")
                .put("osImage", OS)
                .put("kernelVersion", KERNEL);
        return object;
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void cells(SimulatedNode item, ArrayNode cells) {
        cells.add(item.name())
                .add("Ready")
                .add(role(item))
                .add(HumanAge.of(cluster.nowSecond() - item.bootSecond()))
                .add(item.version().kubelet())
                .add(item.address())
                .add("<none>")
                .add(OS)
                .add(KERNEL)
                .add(item.version().runtime());
    }

    private static String role(SimulatedNode item) {
        return item.labels().keySet().stream()
                .filter(label -> label.startsWith(ROLE_PREFIX))
                .map(label -> label.substring(ROLE_PREFIX.length()))
                .findFirst()
                .orElse("<none>");
    }

    private static void resources(ObjectNode resources, SimulatedNode item, int lessMillicores, long lessBytes) {
        long millicores = item.capacity().cores() * 1000L - lessMillicores;
        resources
                .put(
                        "cpu",
                        lessMillicores == 0 ? Integer.toString(item.capacity().cores()) : millicores + "m")
                .put("memory", (item.capacity().memoryBytes() - lessBytes) / 1024 + "Ki")
                .put("ephemeral-storage", item.capacity().diskBytes() / 1024 + "Ki")
                .put("pods", Integer.toString(item.capacity().pods()));
    }

    private void conditions(ArrayNode conditions, SimulatedNode item) {
        Stream.of("MemoryPressure", "DiskPressure", "PIDPressure")
                .forEach(type -> condition(conditions, item, type, "False", "KubeletHasSufficientResources"));
        condition(conditions, item, "Ready", "True", "KubeletReady");
    }

    private void condition(ArrayNode conditions, SimulatedNode item, String type, String status, String reason) {
        conditions
                .addObject()
                .put("type", type)
                .put("status", status)
                .put("reason", reason)
                .put("lastHeartbeatTime", ObjectMetadata.time(cluster.nowSecond()))
                .put("lastTransitionTime", ObjectMetadata.time(item.kubeletStartSecond()));
    }
}
