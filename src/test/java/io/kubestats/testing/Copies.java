package io.kubestats.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Copying of folders, and comparison of copies in the repository. */
public final class Copies {
    private Copies() {}

    /**
     * Asserts that {@code copy} has the files of {@code original} and no others. With {@code -Dgolden.update=true} it
     * is written first.
     */
    public static void check(Path original, Path copy) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            delete(copy);
            copy(original, copy);
        }
        assertThat(contents(copy)).isEqualTo(contents(original));
    }

    /** Copies a folder as a checkout without symbolic links would, and returns the copy. */
    public static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(target);
                } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.copy(file, target);
                }
            }
        }
        return to;
    }

    /** Deletes a file or a folder with its content. */
    public static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> regular = files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
            for (Path file : regular) {
                contents.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
