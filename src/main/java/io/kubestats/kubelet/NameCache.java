package io.kubestats.kubelet;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Strings that were seen before, found by their bytes, so that the second scrape of a name allocates nothing.
 *
 * <p>Lossy and bounded: a name that finds both of its slots taken replaces one. Where that happens often the cache
 * grows, for a name that is lost with each scrape costs more than its slot. Safe for any number of threads without a
 * lock, since strings are immutable: a race costs one more string, or a count, and nothing else.
 */
final class NameCache {
    /** For the names, namespaces, uids, claims and interfaces of 20,000 to 500,000 pods; 256 KiB to 8 MiB of slots. */
    static final NameCache SHARED = new NameCache(1 << 16, 1 << 21);

    private static final int LONGEST_KEPT = 256;

    private final int mostSlots;
    private @Nullable String[] slots;
    private int asked;
    private int replaced;

    /** A cache of {@code slotCount} names that may grow to {@code mostSlots}, both powers of two. */
    NameCache(int slotCount, int mostSlots) {
        if (Integer.bitCount(slotCount) != 1 || Integer.bitCount(mostSlots) != 1 || slotCount < 2) {
            throw new IllegalArgumentException("slots must be powers of two: " + slotCount + ", " + mostSlots);
        }
        this.mostSlots = mostSlots;
        this.slots = new String[slotCount];
    }

    /** The string of these bytes, which are ASCII. */
    String get(byte[] text, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return "";
        }
        if (length > LONGEST_KEPT) {
            return string(text, from, length);
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + text[i];
        }
        @Nullable String[] held = slots;
        asked++;
        int slot = slot(hash, held.length);
        String first = held[slot];
        if (first != null && isSame(first, text, from, length)) {
            return first;
        }
        String second = held[slot ^ 1];
        if (second != null && isSame(second, text, from, length)) {
            return second;
        }
        String name = string(text, from, length);
        if (first != null) {
            held[slot ^ 1] = first;
        }
        held[slot] = name;
        if (first != null && second != null) {
            replaced++;
            grow(held);
        }
        return name;
    }

    /** How many names it has room for. */
    int size() {
        return slots.length;
    }

    /** Twice the slots, where of as many questions as there are slots one in 16 has replaced a name. */
    private void grow(@Nullable String[] held) {
        if (replaced <= held.length / 16) {
            return;
        }
        boolean often = asked < held.length;
        asked = 0;
        replaced = 0;
        if (often && held.length < mostSlots) {
            @Nullable String[] more = new String[held.length * 2];
            for (String name : held) {
                if (name != null) {
                    int slot = slot(name.hashCode(), more.length);
                    more[more[slot] == null ? slot : slot ^ 1] = name;
                }
            }
            slots = more;
        }
    }

    private static int slot(int hash, int slotCount) {
        return ((hash ^ (hash >>> 15)) * 0x9E3779B1) >>> Integer.numberOfLeadingZeros(slotCount - 1);
    }

    /** Latin-1 holds ASCII, and needs no check. */
    private static String string(byte[] text, int from, int length) {
        return new String(text, from, length, StandardCharsets.ISO_8859_1);
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
