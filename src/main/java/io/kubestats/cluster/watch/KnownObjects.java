package io.kubestats.cluster.watch;

import org.jspecify.annotations.Nullable;

/**
 * One object for all that are equal to it, in one flat table with no entry for each. When it is full it forgets all.
 * For one thread.
 */
final class KnownObjects<T> {
    private static final int FEWEST_SLOTS = 16;

    private final int limit;
    private @Nullable Object[] slots = new Object[FEWEST_SLOTS]; // At least half of them are free.
    private int size;

    KnownObjects(int limit) {
        this.limit = limit;
    }

    /** The object that is known and equal to {@code found}; from now on {@code found}, if none is. */
    @SuppressWarnings("unchecked") // It holds nothing else.
    T one(T found) {
        if (size >= limit) {
            slots = new Object[FEWEST_SLOTS];
            size = 0;
        }
        int slot = slotOf(found, slots);
        Object known = slots[slot];
        if (known != null) {
            return (T) known;
        }
        slots[slot] = found;
        if (++size > slots.length / 2) {
            grow();
        }
        return found;
    }

    private void grow() {
        @Nullable Object[] more = new Object[slots.length * 2];
        for (Object known : slots) {
            if (known != null) {
                more[slotOf(known, more)] = known;
            }
        }
        slots = more;
    }

    /** The slot that holds an equal object, or the free one where it belongs. */
    private static int slotOf(Object object, @Nullable Object[] slots) {
        int hash = object.hashCode() * 0x9E3779B9;
        int slot = (hash ^ (hash >>> 16)) & (slots.length - 1);
        while (true) {
            Object known = slots[slot];
            if (known == null || known.equals(object)) {
                return slot;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
    }
}
