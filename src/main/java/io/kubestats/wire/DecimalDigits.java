package io.kubestats.wire;

/** Whole numbers in decimal, written backwards: where they end is known before how long they are. */
final class DecimalDigits {
    private DecimalDigits() {}

    /** Writes a number that is not negative so that it ends before {@code end}; returns where it begins. */
    static int write(long number, byte[] buffer, int end) {
        int at = end;
        long rest = number;
        do {
            long tenth = rest / 10;
            buffer[--at] = (byte) ('0' + (rest - tenth * 10));
            rest = tenth;
        } while (rest != 0);
        return at;
    }
}
