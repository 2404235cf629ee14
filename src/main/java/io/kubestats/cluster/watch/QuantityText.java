package io.kubestats.cluster.watch;

import io.kubestats.model.Reading;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A parser for Kubernetes quantities: {@code 250m}, {@code 1.5Gi}, {@code 12e6}. Exact, and rounded up where precision
 * would be lost, as in Kubernetes.
 */
final class QuantityText {
    /** Decimal suffixes, each a thousand times the one before; the blank is the missing suffix. */
    private static final String DECIMAL = "num kMGTPE";

    private static final int PLACE_OF_ONE = DECIMAL.indexOf(' ');

    /** Binary suffixes, each 1,024 times the one before. */
    private static final String BINARY = "KMGTPE";

    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    /** Maximum length of a quantity; longer text is rejected without parsing. */
    private static final int LONGEST = 256;

    /** Largest exponent: numbers beyond it are all too large, or all too small to distinguish. */
    private static final int LARGEST_EXPONENT = 1_000;

    private QuantityText() {}

    /**
     * Parses a quantity and multiplies it by ten to the power of {@code scale}, saturating at the largest {@code long}.
     * Returns {@link Reading#ABSENT} for negative or malformed quantities.
     */
    static long parse(String text, int scale) {
        boolean negative = text.startsWith("-");
        int from = negative || text.startsWith("+") ? 1 : 0;
        int at = afterDigits(text, from);
        if (at < text.length() && text.charAt(at) == '.') {
            at = afterDigits(text, at + 1);
        }
        if (text.isEmpty() || text.length() > LONGEST) {
            return Reading.ABSENT;
        }
        Optional<BigDecimal> unit = unit(text.substring(at));
        if (unit.isEmpty()) {
            return Reading.ABSENT;
        }
        // Kubernetes accepts a missing number as 0.
        BigDecimal number = new BigDecimal("0" + text.substring(from, at)).multiply(unit.get());
        return negative && number.signum() != 0 ? Reading.ABSENT : scaled(number, scale);
    }

    private static int afterDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /** Returns the factor of a suffix; empty if the suffix is unknown. */
    private static Optional<BigDecimal> unit(String suffix) {
        if (suffix.isEmpty()) {
            return Optional.of(BigDecimal.ONE);
        }
        char first = suffix.charAt(0);
        if (suffix.length() == 1) {
            int place = first == ' ' ? -1 : DECIMAL.indexOf(first);
            return place < 0
                    ? Optional.empty()
                    : Optional.of(BigDecimal.ONE.scaleByPowerOfTen(3 * (place - PLACE_OF_ONE)));
        }
        if (suffix.length() == 2 && suffix.charAt(1) == 'i') {
            int place = BINARY.indexOf(first);
            return place < 0 ? Optional.empty() : Optional.of(BigDecimal.valueOf(1L << (10 * (place + 1))));
        }
        return first == 'e' || first == 'E' ? exponent(suffix) : Optional.empty();
    }

    private static Optional<BigDecimal> exponent(String suffix) {
        boolean negative = suffix.charAt(1) == '-';
        int from = negative || suffix.charAt(1) == '+' ? 2 : 1;
        if (from == suffix.length() || afterDigits(suffix, from) < suffix.length()) {
            return Optional.empty();
        }
        int exponent = 0;
        for (int i = from; i < suffix.length() && exponent < LARGEST_EXPONENT; i++) {
            exponent = exponent * 10 + suffix.charAt(i) - '0';
        }
        exponent = Math.min(exponent, LARGEST_EXPONENT);
        return Optional.of(BigDecimal.ONE.scaleByPowerOfTen(negative ? -exponent : exponent));
    }

    private static long scaled(BigDecimal number, int scale) {
        BigDecimal scaled = number.scaleByPowerOfTen(scale);
        if (scaled.compareTo(LARGEST) >= 0) {
            return Long.MAX_VALUE;
        }
        return scaled.setScale(0, RoundingMode.CEILING).longValueExact();
    }
}
