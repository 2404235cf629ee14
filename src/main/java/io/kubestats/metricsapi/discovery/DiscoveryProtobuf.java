package io.kubestats.metricsapi.discovery;

import io.kubestats.metricsapi.format.ApiResource;
import io.kubestats.metricsapi.format.ApiVersion;
import io.kubestats.metricsapi.format.ProtobufBuffer;
import io.kubestats.metricsapi.format.ProtobufEnvelope;
import io.kubestats.metricsapi.format.ResponseBody;

/** Groups, versions and resources as protobuf. */
final class DiscoveryProtobuf {
    private DiscoveryProtobuf() {}

    /**
     * Returns all groups, whose list has no version of its own. {@code address} is the address that the client
     * connected to.
     */
    static ResponseBody groups(String address) {
        return out -> {
            ProtobufBuffer buffer = new ProtobufBuffer();
            int before = buffer.size();
            int beforeAddress = buffer.size();
            buffer.string(2, address);
            buffer.string(1, "0.0.0.0/0");
            buffer.message(4, beforeAddress);
            group(buffer);
            buffer.message(1, before);
            new ProtobufEnvelope("", "APIGroupList").write(out, buffer);
        };
    }

    /** Returns the group. */
    static ResponseBody group() {
        return out -> {
            ProtobufBuffer buffer = new ProtobufBuffer();
            group(buffer);
            new ProtobufEnvelope("v1", "APIGroup").write(out, buffer);
        };
    }

    /** Returns the resources of one version. */
    static ResponseBody resources(ApiVersion version) {
        return out -> {
            ProtobufBuffer buffer = new ProtobufBuffer();
            ApiResource[] resources = ApiResource.values();
            for (int i = resources.length - 1; i >= 0; i--) {
                resource(buffer, resources[i]);
            }
            buffer.string(1, version.groupVersion());
            new ProtobufEnvelope("v1", "APIResourceList").write(out, buffer);
        };
    }

    private static void group(ProtobufBuffer buffer) {
        version(buffer, 3, ApiVersion.PREFERRED);
        ApiVersion[] versions = ApiVersion.values();
        for (int i = versions.length - 1; i >= 0; i--) {
            version(buffer, 2, versions[i]);
        }
        buffer.string(1, ApiVersion.GROUP);
    }

    private static void version(ProtobufBuffer buffer, int field, ApiVersion version) {
        int before = buffer.size();
        buffer.string(2, version.text());
        buffer.string(1, version.groupVersion());
        buffer.message(field, before);
    }

    private static void resource(ProtobufBuffer buffer, ApiResource resource) {
        int before = buffer.size();
        buffer.string(10, "");
        buffer.string(9, "");
        buffer.string(8, "");
        buffer.string(6, "");
        int beforeVerbs = buffer.size();
        buffer.string(1, "list");
        buffer.string(1, "get");
        buffer.message(4, beforeVerbs);
        buffer.string(3, resource.kind());
        buffer.number(2, resource.namespaced() ? 1 : 0);
        buffer.string(1, resource.plural());
        buffer.message(2, before);
    }
}
