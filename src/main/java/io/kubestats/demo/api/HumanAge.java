package io.kubestats.demo.api;

/** Formatter of ages as kubectl prints them: two units while the larger one is small, then one. */
final class HumanAge {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private HumanAge() {}

    /** Returns {@code seconds} as an age, up to years. */
    static String of(long seconds) {
        if (seconds < 2 * MINUTE) {
            return seconds + "s";
        }
        if (seconds < 10 * MINUTE) {
            return both(seconds, MINUTE, "m", 1, "s");
        }
        if (seconds < 3 * HOUR) {
            return seconds / MINUTE + "m";
        }
        if (seconds < 8 * HOUR) {
            return both(seconds, HOUR, "h", MINUTE, "m");
        }
        if (seconds < 2 * DAY) {
            return seconds / HOUR + "h";
        }
        if (seconds < 8 * DAY) {
            return both(seconds, DAY, "d", HOUR, "h");
        }
        return seconds / DAY + "d";
    }

    private static String both(long seconds, long large, String largeName, long small, String smallName) {
        long rest = seconds % large / small;
        String whole = seconds / large + largeName;
        return rest == 0 ? whole : whole + rest + smallName;
    }
}
