package io.kubestats.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** {@code namespaces}. */
final class NamespaceResource implements CoreResource<String> {
    private static final long AGE_SECONDS = 41 * 24 * 3600;
    private static final List<Column> COLUMNS =
            List.of(new Column("Name", false), new Column("Status", false), new Column("Age", false));

    private final SimulatedCluster cluster;

    NamespaceResource(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String plural() {
        return "namespaces";
    }

    @Override
    public String shortName() {
        return "ns";
    }

    @Override
    public String kind() {
        return "Namespace";
    }

    @Override
    public boolean namespaced() {
        return false;
    }

    @Override
    public List<String> all() {
        return Stream.concat(Workloads.NAMESPACES.stream(), Stream.of("default"))
                .sorted()
                .toList();
    }

    @Override
    public String name(String item) {
        return item;
    }

    @Override
    public String namespace(String item) {
        return "";
    }

    @Override
    public Map<String, String> labels(String item) {
        return Map.of("kubernetes.io/metadata.name", item);
    }

    @Override
    public Map<String, String> fields(String item) {
        return Map.of("metadata.name", item, "status.phase", "Active");
    }

    @Override
    public ObjectNode metadata(String item) {
        String uid =
                UUID.nameUUIDFromBytes(item.getBytes(StandardCharsets.UTF_8)).toString();
        return ObjectMetadata.of("", item, uid, createdSecond(), labels(item));
    }

    @Override
    public ObjectNode object(String item) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.set("metadata", metadata(item));
        object.putObject("spec").putArray("finalizers").add("kubernetes");
        object.putObject("status").put("phase", "Active");
        return object;
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void cells(String item, ArrayNode cells) {
        cells.add(item).add("Active").add(HumanAge.of(cluster.nowSecond() - createdSecond()));
    }

    private long createdSecond() {
        return cluster.startSecond() - AGE_SECONDS;
    }
}
