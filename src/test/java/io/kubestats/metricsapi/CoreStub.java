package io.kubestats.metricsapi;

import io.javalin.config.RoutesConfig;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.PodMeta;
import io.kubestats.cluster.selector.LabelSelector;
import java.util.List;
import java.util.stream.Collectors;

/** A stub of the core API for the {@link Shop}: the paths that kubectl requests before it requests metrics. */
final class CoreStub {
    private static final String RESOURCES = """
            {"kind":"APIResourceList","groupVersion":"v1","resources":[
            {"name":"nodes","singularName":"node","namespaced":false,"kind":"Node","verbs":["get","list"]},
            {"name":"pods","singularName":"pod","namespaced":true,"kind":"Pod","verbs":["get","list"]}]}
            """;

    private CoreStub() {}

    static void register(RoutesConfig routes) {
        json(routes, "/api", "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}");
        json(routes, "/api/v1", RESOURCES);
        List<NodeMeta> nodes = Shop.nodes().nodes(LabelSelector.everything());
        json(
                routes,
                "/api/v1/nodes",
                list("Node", nodes.stream().map(CoreStub::node).toList()));
        nodes.forEach(node -> json(routes, "/api/v1/nodes/" + node.name(), node(node)));
        List<PodMeta> pods = Shop.pods().pods(LabelSelector.everything());
        json(
                routes,
                "/api/v1/pods",
                list("Pod", pods.stream().map(CoreStub::pod).toList()));
    }

    private static void json(RoutesConfig routes, String path, String body) {
        routes.get(path, context -> context.contentType("application/json").result(body));
    }

    private static String list(String kind, List<String> items) {
        return items.stream()
                .collect(Collectors.joining(
                        ",", "{\"kind\":\"" + kind + "List\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[", "]}"));
    }

    private static String node(NodeMeta node) {
        return "{\"kind\":\"Node\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"" + node.name()
                + "\"},\"status\":{\"allocatable\":{\"cpu\":\"4\",\"memory\":\"1Gi\"},"
                + "\"capacity\":{\"cpu\":\"4\",\"memory\":\"1Gi\"}}}";
    }

    private static String pod(PodMeta pod) {
        return "{\"metadata\":{\"name\":\"" + pod.name() + "\",\"namespace\":\"" + pod.namespace() + "\"}}";
    }
}
