package io.kubestats.wire;

import java.nio.charset.StandardCharsets;

/**
 * Formatter for canonical resource quantities, as in apimachinery: with the largest suffix that leaves a whole
 * mantissa. Text is written from right to left.
 */
public final class ResourceQuantity {
    /** The length of the longest text: 19 digits and a two-letter suffix. */
    public static final int LONGEST = 21;

    /** The decimal suffixes, from nano in steps of 1,000. */
    private static final byte[] DECIMAL = {'n', 'u', 'm', 0, 'k', 'M', 'G', 'T', 'P', 'E'};

    /** The binary suffixes, from one in steps of 1,024. */
    private static final byte[] BINARY = {0, 'K', 'M', 'G', 'T', 'P', 'E'};

    private ResourceQuantity() {}

    /** Writes CPU in nanocores that ends before {@code end}; returns the index of its first byte. */
    public static int cpu(long nanoCores, byte[] buffer, int end) {
        if (nanoCores == 0) {
            return DecimalDigits.write(0, buffer, end);
        }
        long mantissa = nanoCores;
        int step = 0;
        while (mantissa % 1000 == 0) {
            mantissa /= 1000;
            step++;
        }
        int at = end;
        if (DECIMAL[step] != 0) {
            buffer[--at] = DECIMAL[step];
        }
        return DecimalDigits.write(mantissa, buffer, at);
    }

    /** Writes memory in bytes that ends before {@code end}; returns the index of its first byte. */
    public static int memory(long bytes, byte[] buffer, int end) {
        if (bytes == 1000) {
            // Below 1,024 Kubernetes uses decimal suffixes, and only 1,000 has one.
            buffer[end - 1] = 'k';
            return DecimalDigits.write(1, buffer, end - 1);
        }
        if (bytes == 0) {
            return DecimalDigits.write(0, buffer, end);
        }
        int step = Long.numberOfTrailingZeros(bytes) / 10;
        int at = end;
        if (step > 0) {
            buffer[--at] = 'i';
            buffer[--at] = BINARY[step];
        }
        return DecimalDigits.write(bytes >> (10 * step), buffer, at);
    }

    /** Formats CPU in nanocores. */
    public static String cpu(long nanoCores) {
        byte[] buffer = new byte[LONGEST];
        int from = cpu(nanoCores, buffer, LONGEST);
        return new String(buffer, from, LONGEST - from, StandardCharsets.US_ASCII);
    }

    /** Formats memory in bytes. */
    public static String memory(long bytes) {
        byte[] buffer = new byte[LONGEST];
        int from = memory(bytes, buffer, LONGEST);
        return new String(buffer, from, LONGEST - from, StandardCharsets.US_ASCII);
    }
}
