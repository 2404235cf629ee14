package io.kubestats.kubelet.resource;

/**
 * A fast parser for decimal numbers as kubelets write nearly all of theirs: few digits, no sign, and an optional point
 * and exponent. Results equal those of {@link ScaledDecimalParser}, which handles all other numbers. Not thread-safe.
 */
final class FastDecimalParser {
    /** The result of {@link #read} for any other number. */
    static final long UNUSUAL = -1;

    /** The most characters that never overflow a {@code long}; a {@code double} needs 17 digits and a point at most. */
    private static final int MOST_CHARACTERS = 18;

    private static final int NO_EXPONENT = Integer.MIN_VALUE;
    private static final long[] POWERS = new long[MOST_CHARACTERS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private int at;

    /**
     * Returns the number at {@code from}, times 10^{@code scale} and rounded.
     *
     * @param limit the end of the text
     */
    long read(byte[] text, int from, int limit, int scale) {
        int most = Math.min(limit, from + MOST_CHARACTERS);
        long number = 0;
        int point = -1;
        int i = from;
        for (; i < most; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                number = number * 10 + digit;
            } else if (digit == '.' - '0' && point < 0) {
                point = i;
            } else {
                break;
            }
        }
        at = i;
        if (i == from || (i == from + 1 && point == from)) {
            return UNUSUAL;
        }
        int power = point < 0 ? scale : scale - (i - point - 1);
        if (i < limit && text[i] == 'e') {
            int exponent = exponent(text, i + 1, limit);
            return exponent == NO_EXPONENT ? UNUSUAL : scaled(number, power + exponent);
        }
        return scaled(number, power);
    }

    /** Returns the end of the number that was read last. */
    int end() {
        return at;
    }

    /** Reads an exponent of a sign and two digits, as Go writes it. */
    private int exponent(byte[] text, int from, int limit) {
        if (from + 3 > limit) {
            return NO_EXPONENT;
        }
        int sign = text[from];
        int tens = text[from + 1] - '0';
        int ones = text[from + 2] - '0';
        if ((sign != '+' && sign != '-') || tens < 0 || tens > 9 || ones < 0 || ones > 9) {
            return NO_EXPONENT;
        }
        at = from + 3;
        int power = tens * 10 + ones;
        return sign == '-' ? -power : power;
    }

    private static long scaled(long number, int power) {
        if (power == 0 || number == 0) {
            return number;
        }
        if (power > 0) {
            boolean fits = power < POWERS.length && number <= Long.MAX_VALUE / POWERS[power];
            return fits ? number * POWERS[power] : UNUSUAL;
        }
        return -power > MOST_CHARACTERS ? 0 : (number / POWERS[-power - 1] + 5) / 10;
    }
}
