package io.kubestats.kubelet;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Strings that were seen before, found by their bytes, so that the second scrape of a name allocates nothing.
 *
 * <p>Lossy and bounded: a name replaces whatever stood in its slot. Safe for any number of threads without a lock,
 * since strings are immutable: a race costs one more string and nothing else.
 */
final class NameCache {
    /** For the names, namespaces, uids, claims and interfaces of some 50,000 pods; 512 KiB without the names. */
    static final NameCache SHARED = new NameCache(1 << 17);

    private static final int LONGEST_KEPT = 256;

    private final @Nullable String[] slots;

    /** A cache of {@code slotCount} names, a power of two. */
    NameCache(int slotCount) {
        if (Integer.bitCount(slotCount) != 1) {
            throw new IllegalArgumentException("slots must be a power of two: " + slotCount);
        }
        slots = new String[slotCount];
    }

    /** The string of these bytes, which are ASCII. */
    String get(byte[] text, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return "";
        }
        if (length > LONGEST_KEPT) {
            return new String(text, from, length, StandardCharsets.US_ASCII);
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + text[i];
        }
        int slot = ((hash ^ (hash >>> 15)) * 0x9E3779B1) >>> Integer.numberOfLeadingZeros(slots.length - 1);
        String held = slots[slot];
        if (held != null && isSame(held, text, from, length)) {
            return held;
        }
        String name = new String(text, from, length, StandardCharsets.US_ASCII);
        slots[slot] = name;
        return name;
    }

    private static boolean isSame(String held, byte[] text, int from, int length) {
        if (held.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (held.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }
}
