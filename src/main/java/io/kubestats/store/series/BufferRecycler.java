package io.kubestats.store.series;

/**
 * A recycler of the buffers behind packed pods, based on reader epochs. The buffers of a replaced response are reused
 * once no reader can see them. They live for one resolution, so each would otherwise become garbage in the old
 * generation, whose collection is expensive. While a reader stays active for long, new buffers are allocated.
 *
 * <p>Not thread-safe: used by the store's writers under their lock.
 */
public final class BufferRecycler {
    /** The size of the buffers that 5,000 nodes of 30 pods replace in some three seconds. */
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

    /** Creates a recycler of buffers that {@code readers} may read. */
    public BufferRecycler(ReaderEpochs readers) {
        this.readers = readers;
    }

    /** Returns an empty writer of rows. */
    RowWriter writer(Moment base) {
        writer.begin(base);
        return writer;
    }

    /** Returns an empty writer of numbers. */
    NumberWriter numberWriter() {
        numberWriter.begin();
        return numberWriter;
    }

    /** Returns an array of that length or more, which no reader can see. */
    byte[] takeBytes(int length) {
        return bytes.take(length);
    }

    /** Returns an array of that length or more, which no reader can see. */
    long[] takeLongs(int length) {
        return longs.take(length);
    }

    /** Begins a write, and discards the replacements of an earlier write that was not published. */
    public void begin() {
        bytes.forget();
        longs.forget();
    }

    /** Records that {@code after} replaces {@code before} once the write is published. */
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

    /** Records that the write is published; new readers cannot see the replaced buffers. */
    public void publish() {
        bytes.publish();
        longs.publish();
        if (readers.turn()) {
            bytes.turn();
            longs.turn();
        }
    }
}
