package io.kubestats.metricsapi;

import io.kubestats.http.BodyWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Times in UTC to the whole second, as Kubernetes writes them. The pods of a node mostly share theirs, so the last text
 * is kept. Not safe for several threads.
 */
final class Rfc3339 {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private long second = Long.MIN_VALUE;
    private byte[] text = {};

    /** Writes Unix time in milliseconds, in quotes. */
    void write(BodyWriter out, long millis) throws IOException {
        long wanted = Math.floorDiv(millis, 1000L);
        if (wanted != second) {
            String formatted = '"' + FORMAT.format(Instant.ofEpochSecond(wanted)) + '"';
            text = formatted.getBytes(StandardCharsets.US_ASCII);
            second = wanted;
        }
        out.write(text);
    }
}
