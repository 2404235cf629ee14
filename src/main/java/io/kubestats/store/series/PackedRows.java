package io.kubestats.store.series;

/** Rows that {@link RowWriter} wrote. They stay as they are for as long as a view that shows them is open. */
final class PackedRows {
    /** How many bytes tell where a row begins. */
    static final int START_BYTES = 4;

    private static final int BYTE = 0xff;

    private final Moment base;
    private final byte[] bytes;
    private final int table;

    /**
     * Rows of a writer.
     *
     * @param base the writer's
     * @param bytes the rows, and then where each of them begins
     * @param table where that is told
     */
    PackedRows(Moment base, byte[] bytes, int table) {
        this.base = base;
        this.bytes = bytes;
        this.table = table;
    }

    Moment base() {
        return base;
    }

    /** The array that they are in, not a copy. */
    byte[] bytes() {
        return bytes;
    }

    /** A reader of the row of that number. */
    RowReader row(int number) {
        int at = table + number * START_BYTES;
        int start =
                (bytes[at] & BYTE) | (bytes[at + 1] & BYTE) << 8 | (bytes[at + 2] & BYTE) << 16 | bytes[at + 3] << 24;
        return new RowReader(base, bytes, start);
    }

    /** Says in {@code bytes} where the row of that number begins. */
    static void putStart(byte[] bytes, int table, int number, int start) {
        int at = table + number * START_BYTES;
        bytes[at] = (byte) start;
        bytes[at + 1] = (byte) (start >> 8);
        bytes[at + 2] = (byte) (start >> 16);
        bytes[at + 3] = (byte) (start >> 24);
    }
}
