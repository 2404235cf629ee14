package io.kubestats.demo.kubelet;

import io.kubestats.http.BodyWriter;
import java.io.IOException;

/** Formatter of numbers in Go's shortest notation, as in a kubelet's metrics. */
final class GoFloat {
    /** The number of digits before the point from which Go writes an exponent, as it does for very small numbers. */
    private static final int EXPONENT_FROM = 6;

    private static final int EXPONENT_BELOW = -4;

    private GoFloat() {}

    /** Writes {@code unscaled} divided by ten to the power of {@code scale}; neither is negative. */
    static void write(BodyWriter out, long unscaled, int scale) throws IOException {
        if (unscaled == 0) {
            out.write('0');
            return;
        }
        String all = Long.toString(unscaled);
        int exponent = all.length() - 1 - scale;
        int length = all.length();
        while (all.charAt(length - 1) == '0') {
            length--;
        }
        String digits = all.substring(0, length);
        if (exponent < EXPONENT_BELOW || exponent >= EXPONENT_FROM) {
            scientific(out, digits, exponent);
        } else {
            positional(out, digits, exponent);
        }
    }

    private static void scientific(BodyWriter out, String digits, int exponent) throws IOException {
        out.write(digits.charAt(0));
        if (digits.length() > 1) {
            out.write('.');
            out.ascii(digits.substring(1));
        }
        out.ascii(exponent < 0 ? "e-" : "e+");
        int size = Math.abs(exponent);
        if (size < 10) {
            out.write('0');
        }
        out.decimal(size);
    }

    private static void positional(BodyWriter out, String digits, int exponent) throws IOException {
        int whole = exponent + 1;
        if (whole <= 0) {
            out.ascii("0." + "0".repeat(-whole) + digits);
        } else if (digits.length() <= whole) {
            out.ascii(digits + "0".repeat(whole - digits.length()));
        } else {
            out.ascii(digits.substring(0, whole));
            out.write('.');
            out.ascii(digits.substring(whole));
        }
    }
}
