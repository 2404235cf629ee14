package io.kubestats.metricsapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/** Tables of reference results of Go's libraries, from the test resources of this package. */
public final class Tables {
    private Tables() {}

    /** Returns the cells of each line. */
    public static Stream<String[]> rows(String name) {
        return text(name).lines().map(line -> line.split("\t", -1));
    }

    static String text(String name) {
        try (InputStream in = Tables.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
