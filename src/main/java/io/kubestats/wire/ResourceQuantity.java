package io.kubestats.wire;

import java.nio.charset.StandardCharsets;

/**
 * The canonical text of a resource quantity, as apimachinery writes it: the largest suffix with which the mantissa is
 * a whole number. Texts are written backwards into a buffer that ends where the text shall end.
 */
public final class ResourceQuantity {
    /** Longest text: 19 digits and a suffix of two letters. */
    public static final int LONGEST = 21;

    /** One nano, and each further step a thousand times as much. */
    private static final byte[] DECIMAL = {'n', 'u', 'm', 0, 'k', 'M', 'G', 'T', 'P', 'E'};

    /** One, and each further step 1,024 times as much. */
    private static final byte[] BINARY = {0, 'K', 'M', 'G', 'T', 'P', 'E'};

    private ResourceQuantity() {}

    /** Writes CPU in nanocores so that it ends before {@code end}; returns where it begins. */
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

    /** Writes memory in bytes so that it ends before {@code end}; returns where it begins. */
    public static int memory(long bytes, byte[] buffer, int end) {
        if (bytes == 1000) {
            // Below 1,024 Kubernetes falls back on decimal suffixes, and there is one number that has any.
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

    /** CPU in nanocores as text. */
    public static String cpu(long nanoCores) {
        byte[] buffer = new byte[LONGEST];
        int from = cpu(nanoCores, buffer, LONGEST);
        return new String(buffer, from, LONGEST - from, StandardCharsets.US_ASCII);
    }

    /** Memory in bytes as text. */
    public static String memory(long bytes) {
        byte[] buffer = new byte[LONGEST];
        int from = memory(bytes, buffer, LONGEST);
        return new String(buffer, from, LONGEST - from, StandardCharsets.US_ASCII);
    }
}
