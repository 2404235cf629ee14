package io.kubestats.demo.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubestats.cluster.NamespaceMeta;
import io.kubestats.demo.cluster.PlannedNamespaces;
import io.kubestats.demo.cluster.SimulatedCluster;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@code namespaces}. */
final class NamespaceResource implements CoreResource<NamespaceMeta> {
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
    public List<NamespaceMeta> all() {
        return PlannedNamespaces.all();
    }

    @Override
    public String name(NamespaceMeta item) {
        return item.name();
    }

    @Override
    public String namespace(NamespaceMeta item) {
        return "";
    }

    @Override
    public Map<String, String> labels(NamespaceMeta item) {
        return item.labels();
    }

    @Override
    public Map<String, String> fields(NamespaceMeta item) {
        return Map.of("metadata.name", item.name(), "status.phase", "Active");
    }

    @Override
    public ObjectNode metadata(NamespaceMeta item) {
        String uid = UUID.nameUUIDFromBytes(item.name().getBytes(StandardCharsets.UTF_8))
                .toString();
        return ObjectMetadata.of("", item.name(), uid, createdSecond(), item.labels(), item.annotations());
    }

    @Override
    public ObjectNode object(NamespaceMeta item) {
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
    public void cells(NamespaceMeta item, ArrayNode cells) {
        cells.add(item.name()).add("Active").add(HumanAge.of(cluster.nowSecond() - createdSecond()));
    }

    private long createdSecond() {
        return cluster.startSecond() - AGE_SECONDS;
    }
}
