package io.kubestats.exporter.families;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Groups of families that a request selects with {@code collect[]}. The name of a family determines its group. Groups
 * are declared in order of value: if not all of them fit, the last are omitted first.
 */
public enum MetricGroup {
    /** Self-metrics, which are not part of the catalogue. */
    SELF,
    /** CPU, memory and tasks of nodes, with their measurement times. */
    NODE,
    /**
     * Metadata from the API server: facts to join on, requests, limits, and node capacity and allocatable resources.
     */
    INFO,
    /** CPU and memory of containers. */
    CONTAINER,
    /** CPU and memory of pods. */
    POD,
    /** Volumes of pods. */
    VOLUME,
    /** Filesystems of nodes, and their use by pods and containers. */
    STORAGE,
    /** Interfaces of nodes and pods. */
    NETWORK,
    /** CPU and memory of system containers, such as the kubelet. */
    SYSTEM,
    /** Swap of nodes, pods and containers. */
    SWAP,
    /** Pressure stalls of nodes, pods and containers. */
    PSI;

    private static final List<String> OF_INFO = List.of("_info", "_labels", "_annotations");
    private static final List<String> OF_NODES_SIZE = List.of("kubestats_node_allocatable", "kubestats_node_capacity");
    private static final List<String> OF_STORAGE =
            List.of("_fs_", "_imagefs_", "_containerfs_", "_rootfs_", "_logs_", "_ephemeral_storage_");

    /** Returns the name of this group in a request. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Returns the names of all groups, for messages. */
    public static Optional<MetricGroup> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(group -> group.label().equals(label))
                .findFirst();
    }

    /** Returns the group of the family with this name. */
    public static String labels() {
        return Arrays.stream(values()).map(MetricGroup::label).collect(Collectors.joining(", "));
    }

    /** The group of the family that has this name. */
    public static MetricGroup ofFamily(String name) {
        if (name.contains("_pressure_")) {
            return PSI;
        }
        if (name.contains("_swap_")) {
            return SWAP;
        }
        if (isInfo(name)) {
            return INFO;
        }
        if (name.contains("_network_")) {
            return NETWORK;
        }
        if (OF_STORAGE.stream().anyMatch(name::contains)) {
            return STORAGE;
        }
        return ofThing(name);
    }

    private static boolean isInfo(String name) {
        return OF_NODES_SIZE.contains(name)
                || name.contains("_resource_")
                || OF_INFO.stream().anyMatch(name::endsWith);
    }

    private static MetricGroup ofThing(String name) {
        if (name.startsWith("kubestats_volume_")) {
            return VOLUME;
        }
        if (name.startsWith("kubestats_system_container_")) {
            return SYSTEM;
        }
        if (name.startsWith("kubestats_container_")) {
            return CONTAINER;
        }
        return name.startsWith("kubestats_pod_") ? POD : NODE;
    }
}
