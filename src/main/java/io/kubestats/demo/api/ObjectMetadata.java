package io.kubestats.demo.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Factory of the {@code metadata} of core API objects. */
final class ObjectMetadata {
    private ObjectMetadata() {}

    /** Returns metadata; {@code namespace} is empty for cluster-wide objects. */
    static ObjectNode of(
            String namespace,
            String name,
            String uid,
            long createdSecond,
            Map<String, String> labels,
            Map<String, String> annotations) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        metadata.put("uid", uid).put("resourceVersion", "1").put("creationTimestamp", time(createdSecond));
        ObjectNode labelsNode = metadata.putObject("labels");
        new TreeMap<>(labels).forEach(labelsNode::put);
        ObjectNode annotationsNode = metadata.putObject("annotations");
        new TreeMap<>(annotations).forEach(annotationsNode::put);
        return metadata;
    }

    /** Returns a uid that is the same for the same text. */
    static String uid(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Returns a second of Unix time as RFC 3339. */
    static String time(long second) {
        return Instant.ofEpochSecond(second).toString();
    }
}
