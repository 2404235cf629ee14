package io.kubestats.demo.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Discovery documents of the core API. */
final class CoreDiscovery {
    private CoreDiscovery() {}

    /** Returns {@code /api} as a list of versions. */
    static ObjectNode versions() {
        ObjectNode versions = object().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        versions.putArray("serverAddressByClientCIDRs");
        return versions;
    }

    /** Returns {@code /api/v1}. */
    static ObjectNode resources(List<CoreResource<?>> resources) {
        ObjectNode list = object().put("kind", "APIResourceList").put("groupVersion", "v1");
        ArrayNode items = list.putArray("resources");
        for (CoreResource<?> resource : resources) {
            ObjectNode item = items.addObject()
                    .put("name", resource.plural())
                    .put("singularName", singular(resource))
                    .put("namespaced", resource.namespaced())
                    .put("kind", resource.kind());
            verbs(item);
            item.putArray("shortNames").add(resource.shortName());
        }
        return list;
    }

    /** Returns aggregated {@code /api}. */
    static ObjectNode aggregated(List<CoreResource<?>> resources) {
        ObjectNode list = object().put("kind", "APIGroupDiscoveryList").put("apiVersion", "apidiscovery.k8s.io/v2");
        list.putObject("metadata");
        ObjectNode group = list.putArray("items").addObject();
        group.putObject("metadata");
        ObjectNode version = group.putArray("versions").addObject().put("version", "v1");
        ArrayNode items = version.putArray("resources");
        for (CoreResource<?> resource : resources) {
            ObjectNode item = items.addObject().put("resource", resource.plural());
            item.putObject("responseKind").put("group", "").put("version", "v1").put("kind", resource.kind());
            item.put("scope", resource.namespaced() ? "Namespaced" : "Cluster")
                    .put("singularResource", singular(resource));
            verbs(item);
            item.putArray("shortNames").add(resource.shortName());
        }
        version.put("freshness", "Current");
        return list;
    }

    private static void verbs(ObjectNode item) {
        item.putArray("verbs").add("get").add("list");
    }

    private static String singular(CoreResource<?> resource) {
        String plural = resource.plural();
        return plural.substring(0, plural.length() - 1);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
