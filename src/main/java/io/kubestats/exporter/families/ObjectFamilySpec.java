package io.kubestats.exporter.families;

import io.kubestats.cluster.ContainerFacts;
import io.kubestats.cluster.NodeFacts;
import io.kubestats.model.Lane;
import java.util.Optional;

/** Specifications of the families with data from API server objects. */
final class ObjectFamilySpec {
    private ObjectFamilySpec() {}

    static FamilySpec nodeInfo() {
        return watched("node_info", "The node's software. Always 1.", new ObjectSource.OfNodeInfo());
    }

    static FamilySpec nodeAllocatable() {
        return watched(
                "node_allocatable",
                "The node's allocatable amount of a resource: cores, bytes or pods.",
                new ObjectSource.OfNodeResource(NodeFacts::allocatable));
    }

    static FamilySpec nodeCapacity() {
        return watched(
                "node_capacity",
                "The node's capacity of a resource: cores, bytes or pods.",
                new ObjectSource.OfNodeResource(NodeFacts::capacity));
    }

    static FamilySpec containerInfo() {
        return watched(
                "container_info",
                "The container's image in the pod's specification, without init containers that end. Always 1.",
                new ObjectSource.OfContainerInfo());
    }

    static FamilySpec containerIdInfo() {
        return watched(
                "container_id_info",
                "The container's current id in its runtime, in the notation of kube-state-metrics. Always 1.",
                new ObjectSource.OfContainerIdInfo());
    }

    static FamilySpec containerRequests() {
        return watched(
                "container_resource_requests",
                "The container's request of a resource in cores or bytes, without init containers that end.",
                new ObjectSource.OfContainerResource(ContainerFacts::requests));
    }

    static FamilySpec containerLimits() {
        return watched(
                "container_resource_limits",
                "The container's limit of a resource in cores or bytes, without init containers that end.",
                new ObjectSource.OfContainerResource(ContainerFacts::limits));
    }

    static FamilySpec podInfo() {
        return new FamilySpec(
                FamilySpec.PREFIX + "pod_info",
                "The pod's owner, workload, QoS class and priority; labels are empty where pods are not watched. Always"
                        + " 1.",
                Optional.of(Lane.FAST),
                true,
                DecimalScale.WHOLE,
                new ObjectSource.OfPodInfo());
    }

    private static FamilySpec watched(String name, String help, NodeSeriesSource source) {
        return new FamilySpec(FamilySpec.PREFIX + name, help, Optional.empty(), true, DecimalScale.WHOLE, source);
    }
}
