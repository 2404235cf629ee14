package io.kubestats.wire;

/** Writer of decimal whole numbers from right to left, since the length is not known in advance. */
final class DecimalDigits {
    private DecimalDigits() {}

    /** Writes a non-negative number that ends before {@code end}; returns the index of its first byte. */
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
