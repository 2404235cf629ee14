package io.kubestats.cluster.watch;

import io.kubestats.model.Reading;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Reads a quantity as Kubernetes writes it: {@code 250m}, {@code 1.5Gi}, {@code 12e6}. Exact, and rounded up where a
 * digit would be lost, as Kubernetes does.
 */
final class QuantityText {
    /** Each is a thousand times the one before; the blank stands for no suffix. */
    private static final String DECIMAL = "num kMGTPE";

    private static final int PLACE_OF_ONE = DECIMAL.indexOf(' ');

    /** Each is 1,024 times the one before. */
    private static final String BINARY = "KMGTPE";

    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    /** No quantity has so many characters; what has them is not worth the time. */
    private static final int LONGEST = 256;

    /** Beyond this power of ten every number is too large, or too small to be told apart. */
    private static final int LARGEST_EXPONENT = 1_000;

    private QuantityText() {}

    /**
     * The quantity times ten to the power of {@code scale}; the largest {@code long} stands for all that is larger.
     * {@link Reading#ABSENT} if the text is no quantity, or one below zero.
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
        // No digit at all is 0 to Kubernetes.
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

    /** What a suffix multiplies with; nothing if it is none. */
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
