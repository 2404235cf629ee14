package io.kubestats.metricsapi;

import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.PodMeta;
import io.kubestats.model.ResourceUsage;
import io.kubestats.store.series.ContainerUsage;
import io.kubestats.store.series.PodUsage;
import java.util.List;
import java.util.Map;

/** One served object: its metadata from the cluster, and its usage. */
sealed interface ObjectMetrics {
    /** Returns the namespace; empty for a node. */
    String namespace();

    String name();

    Map<String, String> labels();

    long timestampMillis();

    long windowMillis();

    /** Returns the CPU usage of the whole object, the sum of all containers. */
    long cpuNanoCores();

    /** Returns the memory usage of the whole object, the sum of all containers. */
    long memoryBytes();

    /** A node and its usage. */
    record OfNode(NodeMeta meta, ResourceUsage usage) implements ObjectMetrics {
        @Override
        public String namespace() {
            return "";
        }

        @Override
        public String name() {
            return meta.name();
        }

        @Override
        public Map<String, String> labels() {
            return meta.labels();
        }

        @Override
        public long timestampMillis() {
            return usage.timestampMillis();
        }

        @Override
        public long windowMillis() {
            return usage.windowMillis();
        }

        @Override
        public long cpuNanoCores() {
            return usage.cpuNanoCores();
        }

        @Override
        public long memoryBytes() {
            return usage.memoryBytes();
        }
    }

    /** A pod and its usage by container. */
    record OfPod(PodMeta meta, PodUsage usage) implements ObjectMetrics {
        @Override
        public String namespace() {
            return meta.namespace();
        }

        @Override
        public String name() {
            return meta.name();
        }

        @Override
        public Map<String, String> labels() {
            return meta.labels();
        }

        @Override
        public long timestampMillis() {
            return usage.timestampMillis();
        }

        @Override
        public long windowMillis() {
            return usage.windowMillis();
        }

        @Override
        public long cpuNanoCores() {
            long sum = 0;
            for (ContainerUsage container : containers()) {
                sum += container.usage().cpuNanoCores();
            }
            return sum;
        }

        @Override
        public long memoryBytes() {
            long sum = 0;
            for (ContainerUsage container : containers()) {
                sum += container.usage().memoryBytes();
            }
            return sum;
        }

        List<ContainerUsage> containers() {
            return usage.containers();
        }
    }
}
