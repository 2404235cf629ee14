package io.kubestats.metricsapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/** Tables of what Go's own libraries make of a value, from the test resources beside this class. */
public final class Tables {
    private Tables() {}

    /** The cells of each line. */
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
