package io.kubestats.wire;

import java.nio.charset.StandardCharsets;

/** Formatter for durations in the notation of Go's {@code time.Duration}, such as {@code 1m15.062s}. */
public final class GoDuration {
    /** Longest text: {@code -2562047h47m16.854775807s}. */
    public static final int LONGEST = 25;

    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private GoDuration() {}

    /** Writes a duration in nanoseconds that ends before {@code end}; returns the index of its first byte. */
    public static int write(long nanos, byte[] buffer, int end) {
        long magnitude = Math.abs(nanos);
        int at = end;
        buffer[--at] = 's';
        if (nanos == 0) {
            buffer[--at] = '0';
            return at;
        }
        at = magnitude < SECOND ? belowSecond(magnitude, buffer, at) : fromSecond(magnitude, buffer, at);
        if (nanos < 0) {
            buffer[--at] = '-';
        }
        return at;
    }

    /** Formats a duration in nanoseconds. */
    static String format(long nanos) {
        byte[] buffer = new byte[LONGEST];
        int from = write(nanos, buffer, LONGEST);
        return new String(buffer, from, LONGEST - from, StandardCharsets.UTF_8);
    }

    private static int belowSecond(long magnitude, byte[] buffer, int end) {
        int at = end;
        if (magnitude < MICRO) {
            buffer[--at] = 'n';
            return DecimalDigits.write(magnitude, buffer, at);
        }
        if (magnitude < MILLI) {
            // The micro sign in UTF-8.
            buffer[--at] = (byte) 0xB5;
            buffer[--at] = (byte) 0xC2;
            return number(magnitude, MICRO, buffer, at);
        }
        buffer[--at] = 'm';
        return number(magnitude, MILLI, buffer, at);
    }

    private static int fromSecond(long magnitude, byte[] buffer, int end) {
        long minutes = magnitude / (60 * SECOND);
        int at = number(magnitude % (60 * SECOND), SECOND, buffer, end);
        if (minutes > 0) {
            buffer[--at] = 'm';
            at = DecimalDigits.write(minutes % 60, buffer, at);
        }
        if (minutes >= 60) {
            buffer[--at] = 'h';
            at = DecimalDigits.write(minutes / 60, buffer, at);
        }
        return at;
    }

    /** Writes {@code magnitude / unit} with all significant decimals. */
    private static int number(long magnitude, long unit, byte[] buffer, int end) {
        int at = end;
        long rest = magnitude % unit;
        if (rest != 0) {
            for (long place = unit; place > 1; place /= 10) {
                long digit = rest % 10;
                rest /= 10;
                if (digit != 0 || at != end) {
                    buffer[--at] = (byte) ('0' + digit);
                }
            }
            buffer[--at] = '.';
        }
        return DecimalDigits.write(magnitude / unit, buffer, at);
    }
}
