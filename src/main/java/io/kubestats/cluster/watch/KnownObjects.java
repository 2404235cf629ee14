package io.kubestats.cluster.watch;

import org.jspecify.annotations.Nullable;

/** A bounded interner as one flat hash table without entry objects. When full it is cleared. Not thread-safe. */
final class KnownObjects<T> {
    private static final int FEWEST_SLOTS = 16;

    private final int limit;
    private @Nullable Object[] slots = new Object[FEWEST_SLOTS]; // At least half of them are free.
    private int size;

    KnownObjects(int limit) {
        this.limit = limit;
    }

    /** Returns the known object that equals {@code found}, or adds and returns {@code found}. */
    @SuppressWarnings("unchecked") // The table contains only such objects.
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

    /** Returns the slot of an equal object, or the free slot for it. */
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
