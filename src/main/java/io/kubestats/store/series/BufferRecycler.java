package io.kubestats.store.series;

/**
 * The arrays that what is kept of pods is in. Those of an answer that was replaced are written again once nobody reads
 * them: they live for a resolution, so each would have become garbage of the old generation, which costs a collection
 * of all of it. While somebody reads for long, new arrays are made instead.
 *
 * <p>Not thread-safe: belongs to the store's writers, under their lock.
 */
public final class BufferRecycler {
    /** What 5,000 nodes of 30 pods replace in some three seconds. */
    private static final int MOST_BYTES = 4 << 20;

    private static final int MOST_LONGS = 64 << 10;
    private static final int STEP_BYTES = 256;
    private static final int STEP_LONGS = 32;

    private final ReaderEpochs readers;
    private final RowWriter writer = new RowWriter();
    private final NumberWriter numberWriter = new NumberWriter();
    private final BufferPool<byte[]> bytes =
            new BufferPool<>(STEP_BYTES, MOST_BYTES, byte[]::new, array -> array.length);
    private final BufferPool<long[]> longs =
            new BufferPool<>(STEP_LONGS, MOST_LONGS, long[]::new, array -> array.length);

    /** Memory that {@code readers} may read. */
    public BufferRecycler(ReaderEpochs readers) {
        this.readers = readers;
    }

    /** The writer of the next rows, of which there are none yet. */
    RowWriter writer(Moment base) {
        writer.begin(base);
        return writer;
    }

    /** The writer of the next numbers, of which there are none yet. */
    NumberWriter numberWriter() {
        numberWriter.begin();
        return numberWriter;
    }

    /** An array of that length or more, which nobody reads. */
    byte[] takeBytes(int length) {
        return bytes.take(length);
    }

    /** An array of that length or more, which nobody reads. */
    long[] takeLongs(int length) {
        return longs.take(length);
    }

    /** A write begins: what an earlier one has replaced and not published is forgotten. */
    public void begin() {
        bytes.forget();
        longs.forget();
    }

    /** {@code after} takes the place of {@code before} once the write is published. */
    public void replace(PackedPods before, PackedPods after) {
        if (before.rows() != after.rows()) {
            bytes.replace(before.rows().bytes());
        }
        if (before.details() != after.details()) {
            PackedNumbers numbers = before.details().numbers();
            longs.replace(numbers.groups());
            bytes.replace(numbers.bytes());
        }
    }

    /** The write is published: who reads from now on sees nothing of what it has replaced. */
    public void publish() {
        bytes.publish();
        longs.publish();
        if (readers.turn()) {
            bytes.turn();
            longs.turn();
        }
    }
}
