package io.kubestats.exporter.families;

import io.kubestats.cluster.ContainerFacts;
import io.kubestats.cluster.NodeFacts;
import io.kubestats.cluster.ResourceAmounts;
import io.kubestats.cluster.ResourceName;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Source of series with data from API server objects. */
sealed interface ObjectSource extends NodeSeriesSource {
    /** One series per node, always 1, that carries the node's software versions. */
    record OfNodeInfo() implements ObjectSource {
        @Override
        public List<String> labels() {
            return List.of("node", "kubelet_version", "container_runtime", "os", "arch", "os_image", "kernel_version");
        }

        @Override
        public void write(SeriesWriter to, NodeSnapshot node) throws IOException {
            if (!node.facts().equals(NodeFacts.UNKNOWN)) {
                to.objects().nodeInfo(node, node.facts());
            }
        }
    }

    /** One series per resource of the node. */
    record OfNodeResource(Function<NodeFacts, ResourceAmounts> resources) implements ObjectSource {
        @Override
        public List<String> labels() {
            return List.of("node", "resource", "unit");
        }

        @Override
        public void write(SeriesWriter to, NodeSnapshot node) throws IOException {
            ResourceAmounts of = resources.apply(node.facts());
            for (ResourceName resource : ResourceName.ALL) {
                to.objects().nodeResource(node, resource, of.of(resource));
            }
        }
    }

    /** One series per resource of each container of each pod. */
    record OfContainerResource(Function<ContainerFacts, ResourceAmounts> resources) implements ObjectSource {
        @Override
        public List<String> labels() {
            return List.of("node", "namespace", "pod", "container", "resource", "unit");
        }

        @Override
        public void write(SeriesWriter to, NodeSnapshot node) throws IOException {
            List<PodPoint> pods = node.pods();
            for (int i = 0; i < pods.size(); i++) {
                List<ContainerFacts> containers = node.facts(i).containers();
                for (int j = 0; j < containers.size(); j++) {
                    writeContainer(to, node, pods.get(i).ref(), containers.get(j));
                }
            }
        }

        private void writeContainer(SeriesWriter to, NodeSnapshot node, PodRef pod, ContainerFacts container)
                throws IOException {
            ResourceAmounts of = resources.apply(container);
            for (ResourceName resource : ResourceName.ALL) {
                to.objects().containerResource(node, pod, container.name(), resource, of.of(resource));
            }
        }
    }

    /** One series per container of each pod, always 1, that carries the container's image. */
    record OfContainerInfo() implements ObjectSource {
        @Override
        public List<String> labels() {
            return List.of("node", "namespace", "pod", "container", "image");
        }

        @Override
        public void write(SeriesWriter to, NodeSnapshot node) throws IOException {
            List<PodPoint> pods = node.pods();
            for (int i = 0; i < pods.size(); i++) {
                List<ContainerFacts> containers = node.facts(i).containers();
                for (int j = 0; j < containers.size(); j++) {
                    to.objects().containerInfo(node, pods.get(i).ref(), containers.get(j));
                }
            }
        }
    }

    /** One series per container of each pod with a known id, always 1, that carries the id. */
    record OfContainerIdInfo() implements ObjectSource {
        @Override
        public List<String> labels() {
            return List.of("node", "namespace", "pod", "container", "container_id");
        }

        @Override
        public void write(SeriesWriter to, NodeSnapshot node) throws IOException {
            List<PodPoint> pods = node.pods();
            for (int i = 0; i < pods.size(); i++) {
                for (Map.Entry<String, String> id : node.facts(i).containerIds().entrySet()) {
                    to.objects().containerIdInfo(node, pods.get(i).ref(), id.getKey(), id.getValue());
                }
            }
        }
    }

    /** One series per pod, always 1, that carries the pod's properties and owner. */
    record OfPodInfo() implements ObjectSource {
        @Override
        public List<String> labels() {
            return List.of(
                    "node",
                    "namespace",
                    "pod",
                    "uid",
                    "host_network",
                    "qos_class",
                    "priority_class",
                    "created_by_kind",
                    "created_by_name",
                    "workload_kind",
                    "workload");
        }

        @Override
        public void write(SeriesWriter to, NodeSnapshot node) throws IOException {
            List<PodPoint> pods = node.pods();
            for (int i = 0; i < pods.size(); i++) {
                to.objects().podInfo(node, pods.get(i).ref(), node.facts(i));
            }
        }
    }
}
