package io.kubestats.kubelet.answer;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Strings that were seen before, found by their bytes, so that the second scrape of a name allocates nothing.
 *
 * <p>Lossy and bounded in names and bytes: a name that finds its few slots taken replaces one. Where that happens often
 * the cache grows, for a name that is lost with each scrape costs more than its slot. Thread-safe without a lock, since
 * strings are immutable: a race costs one more string, or a count, and nothing else.
 */
public final class NameCache {
    /** The names may take this part of the heap: four times what those of a cluster take that the heap is sized for. */
    private static final int HEAP_SHARE = 16;

    private static final long LEAST_BYTES = 4L << 20;

    /** Header, fields and the array's header of a string. */
    private static final int STRING_BYTES = 40;

    /** For the names, namespaces, claims and interfaces of 20,000 to 500,000 pods; 256 KiB to 8 MiB of slots. */
    public static final NameCache SHARED = new NameCache(
            1 << 16, 1 << 21, Math.max(LEAST_BYTES, Runtime.getRuntime().maxMemory() / HEAP_SHARE));

    private static final int LONGEST_KEPT = 256;

    /** A name has so many slots, one after the other: with half of all slots taken, one name in a hundred is lost. */
    private static final int PROBES = 4;

    /** So many names are lost before the cache looks at how many were asked for meanwhile. */
    private static final int SLOTS_A_LOSS = 16;

    private static final long QUESTIONS_A_SLOT = 8;

    private final int mostSlots;
    private final long mostBytes;
    private final AtomicLong bytes = new AtomicLong();
    private @Nullable String[] slots;
    private long asked;
    private int replaced;

    /**
     * A cache of {@code slotCount} names that may grow to {@code mostSlots}, both powers of two.
     *
     * @param mostBytes the names are dropped when they take more
     */
    public NameCache(int slotCount, int mostSlots, long mostBytes) {
        if (Integer.bitCount(slotCount) != 1 || Integer.bitCount(mostSlots) != 1 || slotCount < PROBES) {
            throw new IllegalArgumentException("slots must be powers of two: " + slotCount + ", " + mostSlots);
        }
        this.mostSlots = mostSlots;
        this.mostBytes = mostBytes;
        this.slots = new String[slotCount];
    }

    /** The string that answers of kubelets are given for this name: that one, if none was before. */
    public static String shared(String name) {
        return SHARED.get(name);
    }

    /** Returns the held string of these bytes, which are ASCII; null if there is none. */
    public @Nullable String find(byte[] text, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return "";
        }
        if (length > LONGEST_KEPT) {
            return null;
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
                return null;
            }
            if (name.hashCode() == hash && isSame(name, text, from, length)) {
                return name;
            }
        }
        return null;
    }

    /** Returns the string of these bytes, which are ASCII, and keeps it. */
    String get(byte[] text, int from, int to) {
        @Nullable String held = find(text, from, to);
        return held == null ? keep(string(text, from, to)) : held;
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

    /** Keeps {@code name} for later, if it is not too long; returns it. */
    String keep(String name) {
        return name.length() > LONGEST_KEPT ? name : keep(name, slots);
    }

    private String keep(String name, @Nullable String[] held) {
        if (bytes.addAndGet(size(name)) > mostBytes) {
            // Names of pods that are long gone take the room: those in use come again with the next answers.
            slots = new String[slots.length];
            bytes.set(0);
            return name;
        }
        if (!put(name, held)) {
            int slot = (slot(name.hashCode(), held.length) + replaced++ % PROBES) & (held.length - 1);
            String lost = held[slot];
            held[slot] = name;
            if (lost != null) {
                bytes.addAndGet(-size(lost));
            }
            grow(held);
        }
        return name;
    }

    private static int size(String name) {
        return STRING_BYTES + name.length();
    }

    /** About how many bytes the names take that it holds. */
    public long bytes() {
        return bytes.get();
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
    public int size() {
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
        bytes.set(sizeOf(held)); // Races may have made it wrong.
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

    private static long sizeOf(@Nullable String[] held) {
        long sum = 0;
        for (String name : held) {
            sum += name == null ? 0 : size(name);
        }
        return sum;
    }

    private static int slot(int hash, int slotCount) {
        return ((hash ^ (hash >>> 15)) * 0x9E3779B1) >>> Integer.numberOfLeadingZeros(slotCount - 1);
    }

    /** Latin-1 holds ASCII, and needs no check. */
    static String string(byte[] text, int from, int to) {
        return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
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
