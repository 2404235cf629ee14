package io.kubestats.metricsapi.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubestats.json.JsonTree;
import io.kubestats.metricsapi.format.ApiResource;
import io.kubestats.metricsapi.format.ApiVersion;
import io.kubestats.metricsapi.format.ObjectTransform;
import io.kubestats.metricsapi.format.StaticDocument;

/** Discovery documents: groups, versions and resources. */
final class DiscoveryDocuments {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DiscoveryDocuments() {}

    /** Returns {@code /apis}, all groups. {@code address} is the address that the client connected to. */
    static StaticDocument groups(String address) {
        ObjectNode group = NODES.objectNode().put("name", ApiVersion.GROUP);
        versions(group);
        group.putArray("serverAddressByClientCIDRs")
                .addObject()
                .put("clientCIDR", "0.0.0.0/0")
                .put("serverAddress", address);
        ObjectNode list = NODES.objectNode().put("kind", "APIGroupList");
        list.putArray("groups").add(group);
        return StaticDocument.of(JsonTree.text(list));
    }

    /** Returns {@code /apis/metrics.k8s.io}, the group. */
    static StaticDocument group() {
        ObjectNode group = NODES.objectNode()
                .put("kind", "APIGroup")
                .put("apiVersion", "v1")
                .put("name", ApiVersion.GROUP);
        versions(group);
        return StaticDocument.of(JsonTree.text(group));
    }

    /** Returns {@code /apis/metrics.k8s.io/VERSION}, the resources of one version. */
    static StaticDocument resources(ApiVersion version) {
        ObjectNode list = NODES.objectNode()
                .put("kind", "APIResourceList")
                .put("apiVersion", "v1")
                .put("groupVersion", version.groupVersion());
        ArrayNode resources = list.putArray("resources");
        for (ApiResource resource : ApiResource.values()) {
            resources
                    .addObject()
                    .put("name", resource.plural())
                    .put("singularName", "")
                    .put("namespaced", resource.namespaced())
                    .put("kind", resource.kind())
                    .set("verbs", verbs());
        }
        return StaticDocument.of(JsonTree.text(list));
    }

    /** Returns aggregated {@code /apis}: groups, versions and resources, in {@code v2} or {@code v2beta1}. */
    static StaticDocument aggregated(String discoveryVersion) {
        ObjectNode list = NODES.objectNode()
                .put("kind", ObjectTransform.DISCOVERY)
                .put("apiVersion", "apidiscovery.k8s.io/" + discoveryVersion);
        list.putObject("metadata");
        ObjectNode group = list.putArray("items").addObject();
        group.putObject("metadata").put("name", ApiVersion.GROUP);
        ArrayNode versions = group.putArray("versions");
        for (ApiVersion version : ApiVersion.values()) {
            ObjectNode node = versions.addObject().put("version", version.text());
            ArrayNode resources = node.putArray("resources");
            for (ApiResource resource : ApiResource.values()) {
                resources.add(aggregated(resource));
            }
            node.put("freshness", "Current");
        }
        return StaticDocument.of(JsonTree.text(list));
    }

    /** Returns a resource. Empty group and version of its kind mean those of the enclosing document. */
    private static ObjectNode aggregated(ApiResource resource) {
        ObjectNode node = NODES.objectNode().put("resource", resource.plural());
        node.putObject("responseKind").put("group", "").put("version", "").put("kind", resource.kind());
        node.put("scope", resource.namespaced() ? "Namespaced" : "Cluster").put("singularResource", "");
        node.set("verbs", verbs());
        return node;
    }

    private static ArrayNode verbs() {
        return NODES.arrayNode().add("get").add("list");
    }

    private static void versions(ObjectNode group) {
        ArrayNode versions = group.putArray("versions");
        for (ApiVersion version : ApiVersion.values()) {
            versions.add(version(version));
        }
        group.set("preferredVersion", version(ApiVersion.PREFERRED));
    }

    private static ObjectNode version(ApiVersion version) {
        return NODES.objectNode().put("groupVersion", version.groupVersion()).put("version", version.text());
    }
}
