package io.kubestats.store.series;

/** Rows written by {@link RowWriter}. The content does not change while a view that shows it is open. */
final class PackedRows {
    /** The count of bytes that hold the start of a row. */
    static final int START_BYTES = 4;

    private static final int BYTE = 0xff;

    private final Moment base;
    private final byte[] bytes;
    private final int table;

    /**
     * Creates rows from the array of a writer.
     *
     * @param base the writer's base
     * @param bytes the rows, followed by the table of their starts
     * @param table index of the table
     */
    PackedRows(Moment base, byte[] bytes, int table) {
        this.base = base;
        this.bytes = bytes;
        this.table = table;
    }

    Moment base() {
        return base;
    }

    /** Returns the array of the rows, not a copy. */
    byte[] bytes() {
        return bytes;
    }

    /** Returns a reader of the row with that number. */
    RowReader row(int number) {
        int at = table + number * START_BYTES;
        int start =
                (bytes[at] & BYTE) | (bytes[at + 1] & BYTE) << 8 | (bytes[at + 2] & BYTE) << 16 | bytes[at + 3] << 24;
        return new RowReader(base, bytes, start);
    }

    /** Stores the start of the row with that number in {@code bytes}. */
    static void putStart(byte[] bytes, int table, int number, int start) {
        int at = table + number * START_BYTES;
        bytes[at] = (byte) start;
        bytes[at + 1] = (byte) (start >> 8);
        bytes[at + 2] = (byte) (start >> 16);
        bytes[at + 3] = (byte) (start >> 24);
    }
}
