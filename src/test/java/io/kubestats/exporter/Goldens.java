package io.kubestats.exporter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Comparison of whole texts with golden files; {@code -Dgolden.update=true} rewrites the files instead. */
public final class Goldens {
    private static final Path RESOURCES = Path.of("src", "test", "resources", "io", "kubestats", "exporter");

    private Goldens() {}

    static void assertResource(String name, String text) throws IOException {
        assertFile(RESOURCES.resolve(name), text);
    }

    public static void assertFile(Path file, String text) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        }
        assertThat(file)
                .as("run with -Dgolden.update=true to accept")
                .content(UTF_8)
                .isEqualTo(text);
    }
}
