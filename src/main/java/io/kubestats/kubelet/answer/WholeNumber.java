package io.kubestats.kubelet.answer;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Exact parsing of JSON numbers that must be whole, such as {@code 1.5e8}. */
public final class WholeNumber {
    /** 2^64, at which an unsigned 64-bit counter wraps. */
    public static final BigInteger WRAP = BigInteger.ONE.shiftLeft(Long.SIZE);

    /** 2^63, the smallest value that a negative number wraps to. */
    public static final BigInteger SIGN = BigInteger.ONE.shiftLeft(Long.SIZE - 1);

    private static final int LONGEST = 100;
    private static final int MOST_DIGITS = 20;

    private WholeNumber() {}

    /**
     * Returns the value; null if it has a fraction or more than 100 characters. A value far beyond 64 bits becomes 2^64
     * or its negative.
     */
    public static @Nullable BigInteger parse(String number) {
        if (number.length() > LONGEST) {
            return null;
        }
        BigDecimal value;
        try {
            value = new BigDecimal(number);
        } catch (NumberFormatException absurdExponent) {
            return null;
        }
        if (value.signum() == 0) {
            return BigInteger.ZERO;
        }
        BigDecimal plain = value.stripTrailingZeros();
        if (plain.scale() > 0) {
            return null;
        }
        if (plain.precision() - (long) plain.scale() > MOST_DIGITS) {
            return plain.signum() < 0 ? WRAP.negate() : WRAP;
        }
        return plain.toBigIntegerExact();
    }
}
