package io.kubestats;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jar contains exactly those classes of Bouncy Castle that the program can reach, as included by pom.xml. */
class CertificateLibraryTest {
    private static final String LIBRARY = "org.bouncycastle.";
    private static final Pattern INCLUDE = Pattern.compile("<include>(org/bouncycastle/.+)</include>");
    private static final Pattern REFERENCE = Pattern.compile("(?m)^ +(\\S+) +-> (\\S+)");

    @Test
    void theJarHasWhatIsReached() throws IOException {
        List<PathMatcher> included = INCLUDE.matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(match -> FileSystems.getDefault().getPathMatcher("glob:" + match.group(1)))
                .toList();

        Set<String> reached = reached(references());

        assertThat(reached).hasSizeGreaterThan(100);
        assertThat(reached).filteredOn(name -> !isIn(included, name)).isEmpty();
    }

    private static boolean isIn(List<PathMatcher> included, String name) {
        Path file = Path.of(name.replace('.', '/'));
        return included.stream().anyMatch(some -> some.matches(file));
    }

    /** Returns the library's classes that the program references, directly or indirectly. */
    private static Set<String> reached(Map<String, Set<String>> references) {
        Set<String> reached = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(references.keySet());
        next.removeIf(name -> !name.startsWith("io.kubestats."));
        while (!next.isEmpty()) {
            for (String name : references.getOrDefault(next.remove(), Set.of())) {
                if (name.startsWith(LIBRARY) && reached.add(name)) {
                    next.add(name);
                }
            }
        }
        return reached;
    }

    /** Returns the referenced classes of each class. */
    private static Map<String, Set<String>> references() {
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        String[] libraries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(file -> file.contains("bouncycastle"))
                .toArray(String[]::new);
        StringWriter said = new StringWriter();
        String[] flags = {"--multi-release", "base", "-verbose:class", "-filter:none", "target/classes"};
        String[] arguments =
                Stream.concat(Stream.of(flags), Stream.of(libraries)).toArray(String[]::new);
        assertThat(jdeps.run(new PrintWriter(said), new PrintWriter(said), arguments))
                .as(said.toString())
                .isZero();
        return REFERENCE
                .matcher(said.toString())
                .results()
                .collect(groupingBy((MatchResult match) -> match.group(1), mapping(match -> match.group(2), toSet())));
    }
}
