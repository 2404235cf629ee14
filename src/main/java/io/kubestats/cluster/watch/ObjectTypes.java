package io.kubestats.cluster.watch;

import static io.kubestats.apiobject.MessageType.field;
import static io.kubestats.apiobject.MessageType.map;
import static io.kubestats.apiobject.MessageType.message;

import io.kubestats.apiobject.MessageType;

/**
 * Schemas of the fields that the decoders read, by their numbers in {@code meta/v1} and {@code core/v1}. Decoders do
 * not receive other fields from protobuf.
 */
final class ObjectTypes {
    private static final MessageType OWNER = message(field(1, "kind"), field(3, "name"), field(6, "controller"));
    private static final MessageType META = message(
            field(1, "name"),
            field(3, "namespace"),
            field(5, "uid"),
            field(6, "resourceVersion"),
            map(11, "labels"),
            map(12, "annotations"),
            field(13, "ownerReferences", OWNER));
    private static final MessageType LIST_META = message(field(2, "resourceVersion"), field(3, "continue"));

    private static final MessageType RESOURCES = message(map(1, "limits"), map(2, "requests"));
    private static final MessageType CONTAINER =
            message(field(1, "name"), field(2, "image"), field(8, "resources", RESOURCES), field(24, "restartPolicy"));
    private static final MessageType POD_SPEC = message(
            field(2, "containers", CONTAINER),
            field(10, "nodeName"),
            field(11, "hostNetwork"),
            field(20, "initContainers", CONTAINER),
            field(24, "priorityClassName"));
    private static final MessageType CONTAINER_STATE =
            message(field(1, "waiting"), field(2, "running"), field(3, "terminated"));
    private static final MessageType CONTAINER_STATUS =
            message(field(1, "name"), field(2, "state", CONTAINER_STATE), field(8, "containerID"));
    private static final MessageType POD_STATUS = message(
            field(8, "containerStatuses", CONTAINER_STATUS),
            field(9, "qosClass"),
            field(10, "initContainerStatuses", CONTAINER_STATUS));

    /** Schema of a pod. */
    static final MessageType POD =
            message(field(1, "metadata", META), field(2, "spec", POD_SPEC), field(3, "status", POD_STATUS));

    private static final MessageType ADDRESS = message(field(1, "type"), field(2, "address"));
    private static final MessageType ENDPOINTS = message(field(1, "kubeletEndpoint", message(field(1, "Port"))));
    private static final MessageType NODE_INFO = message(
            field(4, "kernelVersion"),
            field(5, "osImage"),
            field(6, "containerRuntimeVersion"),
            field(7, "kubeletVersion"),
            field(9, "operatingSystem"),
            field(10, "architecture"));
    private static final MessageType NODE_STATUS = message(
            map(1, "capacity"),
            map(2, "allocatable"),
            field(5, "addresses", ADDRESS),
            field(6, "daemonEndpoints", ENDPOINTS),
            field(7, "nodeInfo", NODE_INFO));

    /** Schema of a node. */
    static final MessageType NODE = message(field(1, "metadata", META), field(3, "status", NODE_STATUS));

    /** Schema of a namespace. */
    static final MessageType NAMESPACE = message(field(1, "metadata", META));

    private ObjectTypes() {}

    /** Returns the schema of a list of such objects. */
    static MessageType listOf(MessageType item) {
        return message(field(1, "metadata", LIST_META), field(2, "items", item));
    }
}
