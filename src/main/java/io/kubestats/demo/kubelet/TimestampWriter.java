package io.kubestats.demo.kubelet;

import io.kubestats.http.BodyWriter;
import java.io.IOException;
import java.time.LocalDate;

/** Writer of timestamps in the notation of Kubernetes: UTC, whole seconds. */
public final class TimestampWriter {
    private static final int SECONDS_PER_DAY = 24 * 60 * 60;

    private TimestampWriter() {}

    /** Writes a second of Unix time, years 1000 to 9999. */
    public static void write(BodyWriter out, long second) throws IOException {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_PER_DAY));
        int secondOfDay = Math.floorMod(second, SECONDS_PER_DAY);
        out.decimal(day.getYear());
        two(out, '-', day.getMonthValue());
        two(out, '-', day.getDayOfMonth());
        two(out, 'T', secondOfDay / 3600);
        two(out, ':', secondOfDay / 60 % 60);
        two(out, ':', secondOfDay % 60);
        out.write('Z');
    }

    private static void two(BodyWriter out, char before, int number) throws IOException {
        out.write(before);
        out.write('0' + number / 10);
        out.write('0' + number % 10);
    }
}
