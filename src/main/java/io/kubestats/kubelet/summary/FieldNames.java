package io.kubestats.kubelet.summary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A hash table of the known fields of a Summary, keyed by their bytes. Immutable and thread-safe. */
final class FieldNames {
    /** The name returned for all unknown fields. */
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
            // Interned, so that a switch on it compares identical strings.
            names[slot] = name.intern();
            bytes[slot] = text;
            bits.put(name, 1L << bits.size());
        }
        if (bits.size() > Long.SIZE) {
            throw new IllegalArgumentException("more names than bits: " + bits.size());
        }
    }

    /** Returns the bit assigned to this name; 0 for an unknown field. */
    long bit(String name) {
        return bits.getOrDefault(name, 0L);
    }

    /** Returns the name with these bytes; {@link #UNKNOWN} for an unknown field. */
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

    /** Returns the name equal to {@code name}, which was escaped in the response; {@link #UNKNOWN} if none is. */
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
