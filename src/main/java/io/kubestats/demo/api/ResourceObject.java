package io.kubestats.demo.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubestats.cluster.ResourceAmounts;

/** Writer of resources as quantities, in the notation that Kubernetes and most people use. */
final class ResourceObject {
    private static final long NANO_PER_CORE = 1_000_000_000;
    private static final long NANO_PER_MILLI = 1_000_000;
    private static final long KIBIBYTE = 1 << 10;
    private static final long MEBIBYTE = 1 << 20;

    private ResourceObject() {}

    /** Adds a field for each resource that is present. */
    static void write(ResourceAmounts resources, ObjectNode to) {
        if (resources.cpuNanoCores() >= 0) {
            to.put("cpu", cores(resources.cpuNanoCores()));
        }
        if (resources.memoryBytes() >= 0) {
            to.put("memory", bytes(resources.memoryBytes()));
        }
        if (resources.ephemeralStorageBytes() >= 0) {
            to.put("ephemeral-storage", bytes(resources.ephemeralStorageBytes()));
        }
        if (resources.pods() >= 0) {
            to.put("pods", Long.toString(resources.pods()));
        }
    }

    private static String cores(long nano) {
        return nano % NANO_PER_CORE == 0 ? Long.toString(nano / NANO_PER_CORE) : nano / NANO_PER_MILLI + "m";
    }

    private static String bytes(long bytes) {
        return bytes % MEBIBYTE == 0 ? bytes / MEBIBYTE + "Mi" : bytes / KIBIBYTE + "Ki";
    }
}
