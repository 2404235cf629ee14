package io.kubestats.demo.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The positions in {@link SlotValues} of the values of a kubelet's response that change between responses or objects. A
 * value is identified by its path inside its object: {@code cpu.time} of a node, a pod or a container.
 */
public final class SlotTable {
    private static final Map<String, Integer> BY_PATH = new HashMap<>();

    static final int START_TIME = block("startTime");
    static final int CPU = block("cpu.", "time", "usageNanoCores", "usageCoreNanoSeconds");
    static final int MEMORY = block(
            "memory.",
            "time",
            "availableBytes",
            "usageBytes",
            "workingSetBytes",
            "rssBytes",
            "pageFaults",
            "majorPageFaults");
    static final int IO = block("io.", "time");
    static final int SWAP = block("swap.", "time");
    static final int CPU_PRESSURE = pressure("cpu.psi.");
    static final int MEMORY_PRESSURE = pressure("memory.psi.");
    static final int IO_PRESSURE = pressure("io.psi.");
    static final int NETWORK = block("network.", "time", "rxBytes", "txBytes");
    static final int FS = filesystem("fs.");
    static final int IMAGE_FS = filesystem("runtime.imageFs.");
    static final int CONTAINER_FS = filesystem("runtime.containerFs.");
    static final int ROOTFS = filesystem("rootfs.");
    static final int LOGS = filesystem("logs.");
    static final int EPHEMERAL_STORAGE = filesystem("ephemeral-storage.");
    static final int VOLUME = filesystem("");
    static final int RLIMIT = block("rlimit.", "time", "curproc");
    static final int PROCESSES = block("process_stats.process_count");

    /** The count of numbers. */
    static final int NUMBERS = BY_PATH.size();

    /** The index of the first text, a name. */
    public static final int NAME = NUMBERS;

    private static final Map<String, Integer> TEXTS = Map.of(
            "name", NAME,
            "nodeName", NAME,
            "podRef.name", NAME,
            "podRef.namespace", NAME + 1,
            "podRef.uid", NAME + 2,
            "pvcRef.name", NAME + 1,
            "pvcRef.namespace", NAME + 2);

    /** The count of texts. */
    static final int TEXT_COUNT = 3;

    private SlotTable() {}

    /** Returns the index of the value at that path; empty if it stays as recorded. */
    public static OptionalInt of(String path) {
        Integer slot = BY_PATH.containsKey(path) ? BY_PATH.get(path) : TEXTS.get(path);
        return slot == null ? OptionalInt.empty() : OptionalInt.of(slot);
    }

    private static int pressure(String prefix) {
        int first = block(prefix + "full.", "total", "avg10", "avg60", "avg300");
        block(prefix + "some.", "total", "avg10", "avg60", "avg300");
        return first;
    }

    private static int filesystem(String prefix) {
        return block(
                prefix, "time", "availableBytes", "capacityBytes", "usedBytes", "inodesFree", "inodes", "inodesUsed");
    }

    private static int block(String path) {
        return block(path, "");
    }

    private static int block(String prefix, String... fields) {
        int first = BY_PATH.size();
        for (String field : fields) {
            BY_PATH.put(prefix + field, BY_PATH.size());
        }
        return first;
    }
}
