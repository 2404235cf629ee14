package io.kubestats.exporter.families;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a reader may ask for with {@code collect[]}. Every family is in one group, told by its name. They stand in the
 * order of their worth: where not all can be written, the last go first.
 */
public enum MetricGroup {
    /** What we say of ourselves; no family of the catalogue. */
    SELF,
    /** CPU, memory and tasks of nodes, and when they were measured. */
    NODE,
    /** What is watched and not measured: facts to join on, requests, limits, what a node can give. */
    INFO,
    /** CPU and memory of containers. */
    CONTAINER,
    /** CPU and memory of pods. */
    POD,
    /** Volumes of pods. */
    VOLUME,
    /** Filesystems of nodes, and what pods and containers use of them. */
    STORAGE,
    /** Interfaces of nodes and pods. */
    NETWORK,
    /** CPU and memory of what runs beside pods, the kubelet for example. */
    SYSTEM,
    /** Swap of everything. */
    SWAP,
    /** Pressure stalls of everything. */
    PSI;

    private static final List<String> OF_INFO = List.of("_info", "_labels", "_annotations");
    private static final List<String> OF_NODES_SIZE = List.of("kubestats_node_allocatable", "kubestats_node_capacity");
    private static final List<String> OF_STORAGE =
            List.of("_fs_", "_imagefs_", "_containerfs_", "_rootfs_", "_logs_", "_ephemeral_storage_");

    /** The word for it in a request. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Returns the group of that label, if there is one. */
    public static Optional<MetricGroup> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(group -> group.label().equals(label))
                .findFirst();
    }

    /** The words for all of them, for people. */
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
