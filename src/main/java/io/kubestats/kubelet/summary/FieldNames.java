package io.kubestats.kubelet.summary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a Summary that we know, found by their bytes. Immutable. */
final class FieldNames {
    /** What stands for all others. */
    static final String UNKNOWN = "";

    static final FieldNames OF_SUMMARY =
            new FieldNames(("node nodeName pods podRef name namespace uid startTime systemContainers containers"
                            + " cpu memory io swap network fs runtime rlimit rootfs logs volume ephemeral-storage"
                            + " process_stats process_count imageFs containerFs pvcRef interfaces time"
                            + " usageNanoCores usageCoreNanoSeconds availableBytes usageBytes workingSetBytes rssBytes"
                            + " pageFaults majorPageFaults swapUsageBytes swapAvailableBytes capacityBytes usedBytes"
                            + " inodesFree inodes inodesUsed rxBytes rxErrors txBytes txErrors curproc maxpid"
                            + " psi some full total avg10 avg60 avg300 volumeHealthStats abnormal")
                    .split(" "));

    private static final int SLOTS = 256;

    private final @Nullable String[] names = new String[SLOTS];
    private final byte[][] bytes = new byte[SLOTS][];
    private final Map<String, Long> bits = new HashMap<>();

    private FieldNames(String... known) {
        for (String name : known) {
            byte[] text = name.getBytes(StandardCharsets.US_ASCII);
            int slot = slot(text, 0, text.length);
            while (names[slot] != null) {
                slot = (slot + 1) % SLOTS;
            }
            // Interned, so that a switch over it finds the very same string.
            names[slot] = name.intern();
            bytes[slot] = text;
            bits.put(name, 1L << bits.size());
        }
        if (bits.size() > Long.SIZE) {
            throw new IllegalArgumentException("more names than bits: " + bits.size());
        }
    }

    /** The bit that stands for this name alone; 0 if it is not one of ours. */
    long bit(String name) {
        return bits.getOrDefault(name, 0L);
    }

    /** The name that stands there, {@link #UNKNOWN} if it is not one of ours. */
    String get(byte[] text, int from, int to) {
        int slot = slot(text, from, to);
        while (true) {
            String name = names[slot];
            if (name == null) {
                return UNKNOWN;
            }
            if (Arrays.equals(bytes[slot], 0, bytes[slot].length, text, from, to)) {
                return name;
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    /** The same for a name that did not stand there as it is. */
    String get(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return get(text, 0, text.length);
    }

    private static int slot(byte[] text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + text[i];
        }
        return (hash ^ hash >>> 8) & (SLOTS - 1);
    }
}
