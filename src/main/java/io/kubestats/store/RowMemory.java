package io.kubestats.store;

/**
 * The arrays that what is kept of pods is in. Those of an answer that was replaced are written again once nobody reads
 * them: they live for a resolution, so each would have become garbage of the old generation, which costs a collection
 * of all of it. While somebody reads for long, new arrays are made instead.
 *
 * <p>Not safe for threads: belongs to the store's writers, under their lock.
 */
final class RowMemory {
    /** What 5,000 nodes of 30 pods replace in some three seconds. */
    private static final int MOST_BYTES = 4 << 20;

    private static final int MOST_LONGS = 2 << 20;

    private final Readers readers;
    private final RowWriter writer = new RowWriter();
    private final Recycled<byte[]> rows = new Recycled<>(MOST_BYTES, byte[]::new, array -> array.length);
    private final Recycled<long[]> details = new Recycled<>(MOST_LONGS, long[]::new, array -> array.length);

    /** Memory that {@code readers} may read. */
    RowMemory(Readers readers) {
        this.readers = readers;
    }

    /** The writer of the next rows, of which there are none yet. */
    RowWriter writer(Moment base) {
        writer.begin(base);
        return writer;
    }

    /** An array of that length or more, which nobody reads. */
    byte[] takeBytes(int length) {
        return rows.take(length);
    }

    /** An array of that length or more, which nobody reads. */
    long[] takeLongs(int length) {
        return details.take(length);
    }

    /** A write begins: what an earlier one has replaced and not published is forgotten. */
    void begin() {
        rows.forget();
        details.forget();
    }

    /** {@code after} takes the place of {@code before} once the write is published. */
    void replace(PackedPods before, PackedPods after) {
        if (before.rows() != after.rows()) {
            rows.replace(before.rows().bytes());
        }
        if (before.details() != after.details()) {
            details.replace(before.details().numbers());
        }
    }

    /** The write is published: who reads from now on sees nothing of what it has replaced. */
    void publish() {
        rows.publish();
        details.publish();
        if (readers.turn()) {
            rows.turn();
            details.turn();
        }
    }
}
