package io.kubestats.demo.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubestats.cluster.NodeFacts;
import io.kubestats.demo.cluster.PlannedFacts;
import io.kubestats.demo.cluster.SimulatedCluster;
import io.kubestats.demo.cluster.SimulatedNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code nodes}. */
public final class NodeResource implements CoreResource<SimulatedNode> {
    private static final String ROLE_PREFIX = "node-role.kubernetes.io/";
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

    public NodeResource(SimulatedCluster cluster) {
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
        String uid = ObjectMetadata.uid(item.name());
        return ObjectMetadata.of("", item.name(), uid, item.bootSecond(), item.labels(), PlannedFacts.NODE_ANNOTATIONS);
    }

    @Override
    public ObjectNode object(SimulatedNode item) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.set("metadata", metadata(item));
        object.putObject("spec");
        ObjectNode status = object.putObject("status");
        NodeFacts facts = PlannedFacts.of(item);
        ResourceObject.write(facts.capacity(), status.putObject("capacity"));
        ResourceObject.write(facts.allocatable(), status.putObject("allocatable"));
        conditions(status.putArray("conditions"), item);
        ArrayNode addresses = status.putArray("addresses");
        addresses.addObject().put("type", "InternalIP").put("address", item.address());
        addresses.addObject().put("type", "Hostname").put("address", item.name());
        status.putObject("nodeInfo")
                .put("machineID", ObjectMetadata.uid("machine " + item.name()).replace("-", ""))
                .put("systemUUID", ObjectMetadata.uid("system " + item.name()))
                .put("bootID", ObjectMetadata.uid("boot " + item.bootSecond() + " " + item.name()))
                .put("kubeProxyVersion", "")
                .put("kubeletVersion", facts.kubeletVersion())
                .put("containerRuntimeVersion", facts.containerRuntime())
                .put("operatingSystem", facts.operatingSystem())
                .put("architecture", facts.architecture())
                .put("osImage", facts.osImage())
                .put("kernelVersion", facts.kernelVersion());
        return object;
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void cells(SimulatedNode item, ArrayNode cells) {
        NodeFacts facts = PlannedFacts.of(item);
        cells.add(item.name())
                .add("Ready")
                .add(role(item))
                .add(HumanAge.of(cluster.nowSecond() - item.bootSecond()))
                .add(item.version().kubelet())
                .add(item.address())
                .add("<none>")
                .add(facts.osImage())
                .add(facts.kernelVersion())
                .add(item.version().runtime());
    }

    private static String role(SimulatedNode item) {
        return item.labels().keySet().stream()
                .filter(label -> label.startsWith(ROLE_PREFIX))
                .map(label -> label.substring(ROLE_PREFIX.length()))
                .findFirst()
                .orElse("<none>");
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
