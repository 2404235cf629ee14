package io.kubestats.kubelet;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Strings that were seen before, found by their bytes, so that the second scrape of a name allocates nothing.
 *
 * <p>Lossy and bounded: a name that finds its few slots taken replaces one. Where that happens often the cache grows,
 * for a name that is lost with each scrape costs more than its slot. Safe for any number of threads without a
 * lock, since strings are immutable: a race costs one more string, or a count, and nothing else.
 */
public final class NameCache {
    /** For the names, namespaces, claims and interfaces of 20,000 to 500,000 pods; 256 KiB to 8 MiB of slots. */
    static final NameCache SHARED = new NameCache(1 << 16, 1 << 21);

    private static final int LONGEST_KEPT = 256;

    /** A name has so many slots, one after the other: with half of all slots taken, one name in a hundred is lost. */
    private static final int PROBES = 4;

    /** So many names are lost before the cache looks at how many were asked for meanwhile. */
    private static final int SLOTS_A_LOSS = 16;

    private static final long QUESTIONS_A_SLOT = 8;

    private final int mostSlots;
    private @Nullable String[] slots;
    private long asked;
    private int replaced;

    /** A cache of {@code slotCount} names that may grow to {@code mostSlots}, both powers of two. */
    NameCache(int slotCount, int mostSlots) {
        if (Integer.bitCount(slotCount) != 1 || Integer.bitCount(mostSlots) != 1 || slotCount < PROBES) {
            throw new IllegalArgumentException("slots must be powers of two: " + slotCount + ", " + mostSlots);
        }
        this.mostSlots = mostSlots;
        this.slots = new String[slotCount];
    }

    /** The string that answers of kubelets are given for this name: that one, if none was before. */
    public static String shared(String name) {
        return SHARED.get(name);
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
        for (int i = 0; i < PROBES; i++) {
            String name = held[(slot + i) & (held.length - 1)];
            if (name == null) {
                break;
            }
            if (name.hashCode() == hash && isSame(name, text, from, length)) {
                return name;
            }
        }
        return keep(string(text, from, length), held);
    }

    /** The string that is given for the bytes of {@code text}: that one, if none was before. */
    private String get(String text) {
        if (text.isEmpty() || text.length() > LONGEST_KEPT) {
            return text;
        }
        @Nullable String[] held = slots;
        asked++;
        int slot = slot(text.hashCode(), held.length);
        for (int i = 0; i < PROBES; i++) {
            String name = held[(slot + i) & (held.length - 1)];
            if (name == null) {
                break;
            }
            if (name.equals(text)) {
                return name;
            }
        }
        return keep(text, held);
    }

    private String keep(String name, @Nullable String[] held) {
        if (!put(name, held)) {
            int slot = slot(name.hashCode(), held.length);
            held[(slot + replaced++ % PROBES) & (held.length - 1)] = name;
            grow(held);
        }
        return name;
    }

    /** False if all of its slots are taken. */
    private static boolean put(String name, @Nullable String[] held) {
        int slot = slot(name.hashCode(), held.length);
        for (int i = 0; i < PROBES; i++) {
            int next = (slot + i) & (held.length - 1);
            if (held[next] == null) {
                held[next] = name;
                return true;
            }
        }
        return false;
    }

    /** How many names it has room for. */
    int size() {
        return slots.length;
    }

    /**
     * Twice the slots, where one question in 128 has replaced a name. Most questions are for a few names that all pods
     * have, so many are lost by then; pods that come and go replace fewer.
     */
    private void grow(@Nullable String[] held) {
        if (replaced <= held.length / SLOTS_A_LOSS) {
            return;
        }
        boolean often = asked < QUESTIONS_A_SLOT * held.length;
        asked = 0;
        replaced = 0;
        if (often && held.length < mostSlots) {
            @Nullable String[] more = new String[held.length * 2];
            for (String name : held) {
                if (name != null) {
                    put(name, more);
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
