package io.kubestats.kubelet.resource;

/**
 * A parser for decimal numbers such as {@code 2790.72} or {@code 1.7954890099080205e+09} that scales them by a power of
 * ten to a whole number. The result is exact where a conversion through {@code double} is not. Not thread-safe.
 */
final class ScaledDecimalParser {
    /** The result of {@link #parse} for text that is not a finite number. */
    static final long INVALID = Long.MIN_VALUE;

    /** The result of {@link #parse} for a negative number. */
    static final long NEGATIVE = -1;

    /** The result of {@link #parse} for a number that does not fit into a {@code long}. */
    static final long TOO_LARGE = -2;

    private static final int MOST_DIGITS = 18;
    private static final int MOST_EXPONENT = 400;

    private long mantissa;
    private int digits;
    private int exponent;
    private boolean anyDigit;

    /** Returns the number between {@code from} and {@code end}, times 10^{@code scale} and rounded. */
    long parse(byte[] text, int from, int end, int scale) {
        mantissa = 0;
        digits = 0;
        exponent = scale;
        anyDigit = false;
        boolean negative = from < end && text[from] == '-';
        int at = negative || (from < end && text[from] == '+') ? from + 1 : from;
        at = readDigits(text, at, end, false);
        if (at < end && text[at] == '.') {
            at = readDigits(text, at + 1, end, true);
        }
        if (!anyDigit) {
            return INVALID;
        }
        if (at < end) {
            if ((text[at] | 0x20) != 'e' || !readExponent(text, at + 1, end)) {
                return INVALID;
            }
        }
        if (mantissa == 0) {
            return 0;
        }
        return negative ? NEGATIVE : scaled();
    }

    private int readDigits(byte[] text, int from, int end, boolean fraction) {
        int at = from;
        for (; at < end && text[at] >= '0' && text[at] <= '9'; at++) {
            anyDigit = true;
            boolean kept = digits < MOST_DIGITS;
            if (kept) {
                mantissa = mantissa * 10 + text[at] - '0';
                digits += mantissa == 0 ? 0 : 1;
            }
            if (kept == fraction) {
                exponent += fraction ? -1 : 1;
            }
        }
        return at;
    }

    private boolean readExponent(byte[] text, int from, int end) {
        boolean negative = from < end && text[from] == '-';
        int at = negative || (from < end && text[from] == '+') ? from + 1 : from;
        if (at == end) {
            return false;
        }
        int power = 0;
        for (; at < end; at++) {
            if (text[at] < '0' || text[at] > '9') {
                return false;
            }
            power = Math.min(power * 10 + text[at] - '0', MOST_EXPONENT);
        }
        exponent += negative ? -power : power;
        return true;
    }

    private long scaled() {
        long number = mantissa;
        int power = exponent;
        for (; power > 0; power--) {
            if (number > Long.MAX_VALUE / 10) {
                return TOO_LARGE;
            }
            number *= 10;
        }
        for (; power < -1 && number != 0; power++) {
            number /= 10;
        }
        return power == -1 ? (number + 5) / 10 : number;
    }
}
