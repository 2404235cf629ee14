package io.kubestats.metricsapi;

import io.kubestats.metricsapi.format.ApiResource;
import io.kubestats.metricsapi.format.ApiVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The resource that a path below {@code /apis/metrics.k8s.io} names. */
sealed interface ApiPath {
    /** The group. */
    record Group() implements ApiPath {}

    /** A version: the list of its resources. */
    record Version(ApiVersion version) implements ApiPath {}

    /** A list of nodes, or of the pods of one or all namespaces. */
    record Collection(ApiVersion version, ApiResource resource, Optional<String> namespace) implements ApiPath {}

    /** A single node. */
    record Node(ApiVersion version, String name) implements ApiPath {}

    /** A single pod. */
    record Pod(ApiVersion version, String namespace, String name) implements ApiPath {}

    /** Parses a path; empty if it names no resource. A trailing slash is ignored. */
    static Optional<ApiPath> parse(String path) {
        List<String> parts = Arrays.asList(path.split("/"));
        if (parts.size() == 3) {
            return Optional.of(new Group());
        }
        if (parts.contains("") && parts.lastIndexOf("") > 0) {
            return Optional.empty();
        }
        return ApiVersion.of(parts.get(3)).flatMap(version -> below(version, parts.subList(4, parts.size())));
    }

    private static Optional<ApiPath> below(ApiVersion version, List<String> parts) {
        if (parts.isEmpty()) {
            return Optional.of(new Version(version));
        }
        if (parts.get(0).equals("namespaces")) {
            return inNamespace(version, parts);
        }
        Optional<ApiResource> resource = ApiResource.of(parts.get(0));
        if (parts.size() == 1) {
            return resource.map(named -> new Collection(version, named, Optional.empty()));
        }
        boolean isNode =
                parts.size() == 2 && resource.filter(ApiResource.NODES::equals).isPresent();
        return isNode ? Optional.of(new Node(version, parts.get(1))) : Optional.empty();
    }

    private static Optional<ApiPath> inNamespace(ApiVersion version, List<String> parts) {
        if (parts.size() < 3 || parts.size() > 4 || !parts.get(2).equals(ApiResource.PODS.plural())) {
            return Optional.empty();
        }
        String namespace = parts.get(1);
        return Optional.of(
                parts.size() == 3
                        ? new Collection(version, ApiResource.PODS, Optional.of(namespace))
                        : new Pod(version, namespace, parts.get(3)));
    }
}
