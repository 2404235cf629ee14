package io.kubestats.kubelet.answer;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A bounded, lossy interning cache of strings, keyed by their bytes, so that a known name needs no allocation.
 *
 * <p>Both the number of names and their size are bounded. A name whose slots are all taken evicts another. If evictions
 * are frequent the cache grows, since a name that is evicted at every scrape costs more than a slot. Thread-safe.
 * Strings are immutable, so no lock is needed: a race costs an extra string or a wrong count, nothing else.
 */
public final class NameCache {
    /** The divisor of the heap size that gives the byte limit: four times the names of a cluster of matching size. */
    private static final int HEAP_SHARE = 16;

    private static final long LEAST_BYTES = 4L << 20;

    /** The overhead of a string: its header, its fields and the header of its array. */
    private static final int STRING_BYTES = 40;

    /** The process-wide cache for names of 20,000 to 500,000 pods: 256 KiB to 8 MiB of slots. */
    public static final NameCache SHARED = new NameCache(
            1 << 16, 1 << 21, Math.max(LEAST_BYTES, Runtime.getRuntime().maxMemory() / HEAP_SHARE));

    private static final int LONGEST_KEPT = 256;

    /** The number of adjacent slots for a name. If half of all slots are taken, one name in a hundred is evicted. */
    private static final int PROBES = 4;

    /** The slots per eviction after which the cache checks the number of lookups. */
    private static final int SLOTS_A_LOSS = 16;

    /** The lookups per slot below which that many evictions are frequent enough for growth. */
    private static final long QUESTIONS_A_SLOT = 8;

    private final int mostSlots;
    private final long mostBytes;
    private final AtomicLong bytes = new AtomicLong();
    private @Nullable String[] slots;
    private long asked;
    private int replaced;

    /**
     * Creates a cache of {@code slotCount} slots that may grow to {@code mostSlots}, both powers of two.
     *
     * @param mostBytes the size of all names beyond which the cache is cleared
     */
    public NameCache(int slotCount, int mostSlots, long mostBytes) {
        if (Integer.bitCount(slotCount) != 1 || Integer.bitCount(mostSlots) != 1 || slotCount < PROBES) {
            throw new IllegalArgumentException("slots must be powers of two: " + slotCount + ", " + mostSlots);
        }
        this.mostSlots = mostSlots;
        this.mostBytes = mostBytes;
        this.slots = new String[slotCount];
    }

    /** Interns {@code name} in the process-wide cache, which also serves kubelet responses. */
    public static String shared(String name) {
        return SHARED.get(name);
    }

    /** Returns the cached string of these ASCII bytes; null if not cached. */
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

    /** Interns the string of these ASCII bytes. */
    String get(byte[] text, int from, int to) {
        @Nullable String held = find(text, from, to);
        return held == null ? keep(string(text, from, to)) : held;
    }

    /** Interns {@code text}. */
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

    /** Adds {@code name} unless it is too long; returns it. */
    String keep(String name) {
        return name.length() > LONGEST_KEPT ? name : keep(name, slots);
    }

    private String keep(String name, @Nullable String[] held) {
        if (bytes.addAndGet(size(name)) > mostBytes) {
            // Mostly names of deleted pods: those in use return with the next responses.
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

    /** Returns the approximate size of the cached names in bytes. */
    public long bytes() {
        return bytes.get();
    }

    /** Adds a name; returns false if all of its slots are taken. */
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

    /** Returns the number of slots. */
    public int size() {
        return slots.length;
    }

    /**
     * Doubles the slots if more than one lookup in 128 has evicted a name. Most lookups are for a few names that all
     * pods share, so at that rate many names are lost; ordinary pod churn evicts fewer.
     */
    private void grow(@Nullable String[] held) {
        if (replaced <= held.length / SLOTS_A_LOSS) {
            return;
        }
        boolean often = asked < QUESTIONS_A_SLOT * held.length;
        asked = 0;
        replaced = 0;
        bytes.set(sizeOf(held)); // Corrects drift from races.
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

    /** Decodes ASCII as Latin-1, which needs no validation. */
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
