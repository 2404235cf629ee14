package io.kubestats.kubelet.summary;

import java.util.Arrays;

/**
 * An allocation-free parser for RFC 3339 timestamps in ASCII. A Summary has ten timestamps per pod, nearly all within
 * one minute, so the last minute is cached.
 *
 * <p>The kubelet writes whole seconds in UTC; fractions (truncated to milliseconds) and offsets are supported too. Not
 * thread-safe.
 */
final class TimestampParser {
    /** The result of {@link #millis} for text that is not a timestamp. */
    static final long INVALID = Long.MIN_VALUE;

    private static final int DATE_AND_TIME = 19;
    private static final int MINUTE = 17;
    private static final int LONGEST_FRACTION = 9;
    private static final int OFFSET = 6;
    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    private static final int[] DAYS_OF_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private final byte[] lastMinute = new byte[MINUTE];
    private long lastMinuteMillis;

    /** Returns the Unix time in milliseconds, negative before 1970, or {@link #INVALID}. */
    long millis(byte[] text, int from, int length) {
        if (length != DATE_AND_TIME + 1 || text[from + DATE_AND_TIME] != 'Z') {
            return parse(text, from, length);
        }
        if (Arrays.equals(lastMinute, 0, MINUTE, text, from, from + MINUTE)) {
            int second = twoDigits(text, from + MINUTE);
            return second < 0 || second > 59 ? INVALID : lastMinuteMillis + second * 1000L;
        }
        long millis = parse(text, from, length);
        if (millis != INVALID) {
            System.arraycopy(text, from, lastMinute, 0, MINUTE);
            lastMinuteMillis = millis - twoDigits(text, from + MINUTE) * 1000L;
        }
        return millis;
    }

    private static long parse(byte[] text, int from, int length) {
        if (length <= DATE_AND_TIME
                || text[from + 4] != '-'
                || text[from + 7] != '-'
                || (text[from + 10] | 0x20) != 't'
                || text[from + 13] != ':'
                || text[from + 16] != ':') {
            return INVALID;
        }
        long days = days(
                twoDigits(text, from) * 100 + twoDigits(text, from + 2),
                twoDigits(text, from + 5),
                twoDigits(text, from + 8));
        int hour = twoDigits(text, from + 11);
        int minute = twoDigits(text, from + 14);
        int second = twoDigits(text, from + 17);
        if (days == INVALID || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return INVALID;
        }
        long millis = (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000;
        return fractionAndOffset(millis, text, from + DATE_AND_TIME, from + length);
    }

    private static long fractionAndOffset(long wholeSeconds, byte[] text, int from, int end) {
        int at = from;
        int fraction = 0;
        if (text[at] == '.') {
            int digits = 0;
            for (at++; at < end && text[at] >= '0' && text[at] <= '9'; at++) {
                if (digits < 3) {
                    fraction = fraction * 10 + text[at] - '0';
                }
                digits++;
            }
            if (digits == 0 || digits > LONGEST_FRACTION) {
                return INVALID;
            }
            for (int missing = digits; missing < 3; missing++) {
                fraction *= 10;
            }
        }
        int offsetMinutes = offsetMinutes(text, at, end);
        return offsetMinutes == Integer.MIN_VALUE ? INVALID : wholeSeconds + fraction - offsetMinutes * 60_000L;
    }

    private static int offsetMinutes(byte[] text, int from, int end) {
        if (end - from == 1 && (text[from] | 0x20) == 'z') {
            return 0;
        }
        if (end - from != OFFSET || text[from + 3] != ':' || (text[from] != '+' && text[from] != '-')) {
            return Integer.MIN_VALUE;
        }
        int hours = twoDigits(text, from + 1);
        int minutes = twoDigits(text, from + 4);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int total = hours * 60 + minutes;
        return text[from] == '-' ? -total : total;
    }

    private static long days(int year, int month, int day) {
        if (year < 0 || month < 1 || month > 12 || day < 1) {
            return INVALID;
        }
        boolean leapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        if (day > DAYS_OF_MONTH[month - 1] + (leapYear && month == 2 ? 1 : 0)) {
            return INVALID;
        }
        // Counted from 1 January of year 0; 719,528 is the day number of 1 January 1970.
        int yearsBefore = year - 1;
        long days = 365L * year
                + Math.floorDiv(yearsBefore, 4)
                - Math.floorDiv(yearsBefore, 100)
                + Math.floorDiv(yearsBefore, 400)
                + 1;
        return days - 719_528 + DAYS_BEFORE_MONTH[month - 1] + (leapYear && month > 2 ? 1 : 0) + day - 1;
    }

    /** Returns the number; if invalid, a value so negative that no sum of two can hide it. */
    private static int twoDigits(byte[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -100_000 : tens * 10 + ones;
    }
}
