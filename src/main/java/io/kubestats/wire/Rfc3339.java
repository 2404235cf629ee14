package io.kubestats.wire;

import io.kubestats.http.BodyWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * A formatter for UTC timestamps in whole seconds, as Kubernetes writes them. Adjacent items of a list mostly have the
 * same date, so the last text is cached and only its time of day is rewritten. Not thread-safe.
 */
public final class Rfc3339 {
    private static final long SECONDS_OF_DAY = 86_400;
    /** The length of {@code hh:mm:ssZ"}, from the hour to the end. */
    private static final int TIME_LENGTH = 10;

    private long second;
    private byte[] text = ofMidnight(0);

    /** Writes a Unix time in milliseconds as a quoted timestamp. */
    public void write(BodyWriter out, long millis) throws IOException {
        long wanted = Math.floorDiv(millis, 1000L);
        if (wanted != second) {
            long day = Math.floorDiv(wanted, SECONDS_OF_DAY);
            if (day != Math.floorDiv(second, SECONDS_OF_DAY)) {
                text = ofMidnight(day);
            }
            second = wanted;
            writeTime((int) (wanted - day * SECONDS_OF_DAY));
        }
        out.write(text);
    }

    private static byte[] ofMidnight(long day) {
        String midnight = '"' + LocalDate.ofEpochDay(day).toString() + "T00:00:00Z\"";
        return midnight.getBytes(StandardCharsets.US_ASCII);
    }

    private void writeTime(int secondOfDay) {
        int at = text.length - TIME_LENGTH;
        twoDigits(at, secondOfDay / 3600);
        twoDigits(at + 3, secondOfDay / 60 % 60);
        twoDigits(at + 6, secondOfDay % 60);
    }

    private void twoDigits(int at, int number) {
        text[at] = (byte) ('0' + number / 10);
        text[at + 1] = (byte) ('0' + number % 10);
    }
}
