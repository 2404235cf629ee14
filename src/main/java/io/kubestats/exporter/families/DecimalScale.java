package io.kubestats.exporter.families;

import io.kubestats.http.BodyWriter;
import java.io.IOException;

/**
 * Scale that converts an integer reading to the decimal digits of its base unit. The conversion is exact; a {@code
 * double} would show noise in the last digits of a nanosecond counter.
 */
public enum DecimalScale {
    /** Base unit. */
    WHOLE(0),
    /** Thousandths: milliseconds to seconds. */
    MILLI(3),
    /** Hundredths of a percent to a ratio. */
    BASIS_POINT(4),
    /** Millionths: microseconds to seconds. */
    MICRO(6),
    /** Billionths: nanoseconds to seconds. */
    NANO(9);

    private final long divisor;

    DecimalScale(int fractionDigits) {
        long power = 1;
        for (int i = 0; i < fractionDigits; i++) {
            power *= 10;
        }
        this.divisor = power;
    }

    /** Writes the non-negative {@code reading} without trailing zeros after the decimal point. */
    public void write(long reading, BodyWriter out) throws IOException {
        if (divisor == 1) {
            out.decimal(reading);
            return;
        }
        long whole = reading / divisor;
        out.decimal(whole);
        fraction(reading - whole * divisor, out);
    }

    private void fraction(long fraction, BodyWriter out) throws IOException {
        if (fraction == 0) {
            return;
        }
        out.write('.');
        for (long place = divisor / 10; place > fraction; place /= 10) {
            out.write('0');
        }
        long digits = fraction;
        while (digits % 10 == 0) {
            digits /= 10;
        }
        out.decimal(digits);
    }
}
