package io.kubestats.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Parser for durations, equivalent to Go's {@code time.ParseDuration} including its error messages. */
public final class GoDurationParser {
    private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    /** The maximum length of a duration; longer texts are rejected without parsing. */
    private static final int LONGEST_TEXT = 100;

    private final String text;
    private int at;

    private GoDurationParser(String text) {
        this.text = text;
    }

    /**
     * Returns the duration in nanoseconds.
     *
     * @throws IllegalArgumentException with Go's message if the text is not a duration
     */
    public static long parse(String text) {
        return new GoDurationParser(text).parse();
    }

    private long parse() {
        boolean negative = text.startsWith("-");
        at = negative || text.startsWith("+") ? 1 : 0;
        if (text.substring(at).equals("0")) {
            return 0;
        }
        if (at == text.length() || text.length() > LONGEST_TEXT) {
            throw invalid();
        }
        BigDecimal sum = BigDecimal.ZERO;
        while (at < text.length()) {
            BigDecimal number = number();
            sum = sum.add(number.multiply(BigDecimal.valueOf(unit())).setScale(0, RoundingMode.DOWN));
            if (sum.compareTo(LONGEST) > 0) {
                throw invalid();
            }
        }
        return negative ? -sum.longValue() : sum.longValue();
    }

    private BigDecimal number() {
        int from = at;
        skipDigits();
        int whole = at - from;
        int fraction = 0;
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            int afterPoint = at;
            skipDigits();
            fraction = at - afterPoint;
        }
        if (whole + fraction == 0) {
            throw invalid();
        }
        return new BigDecimal("0" + text.substring(from, at) + (fraction == 0 && at - from > whole ? "0" : ""));
    }

    private long unit() {
        int from = at;
        while (at < text.length() && text.charAt(at) != '.' && !isDigit(text.charAt(at))) {
            at++;
        }
        if (from == at) {
            throw new IllegalArgumentException("time: missing unit in duration " + quoted(text));
        }
        String unit = text.substring(from, at);
        return switch (unit) {
            case "ns" -> 1L;
            case "us", "\u00b5s", "\u03bcs" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default ->
                throw new IllegalArgumentException(
                        "time: unknown unit " + quoted(unit) + " in duration " + quoted(text));
        };
    }

    private void skipDigits() {
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private IllegalArgumentException invalid() {
        return new IllegalArgumentException("time: invalid duration " + quoted(text));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
