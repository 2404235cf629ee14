package io.kubestats.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The commands in the runbooks: each indented line. */
final class RunbookCommands {
    private static final Path RUNBOOKS = Path.of("docs", "runbooks");
    private static final String INDENT = "    ";

    private RunbookCommands() {}

    /** Returns each command once, with its placeholders filled in, without those on objects of other programs. */
    static List<String> of(String node) throws IOException {
        try (Stream<Path> pages = Files.list(RUNBOOKS)) {
            return pages.sorted()
                    .flatMap(RunbookCommands::lines)
                    .filter(line -> line.startsWith(INDENT) && !line.contains("NAMESPACE"))
                    .map(line -> line.strip().replace("NODE", node))
                    .distinct()
                    .toList();
        }
    }

    private static Stream<String> lines(Path page) {
        try {
            return Files.readAllLines(page, UTF_8).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
