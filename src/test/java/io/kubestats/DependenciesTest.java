package io.kubestats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/dependencies.md against the libraries that Maven puts into the jar. */
class DependenciesTest {
    /** Written by maven-dependency-plugin in this build. */
    private static final Path RESOLVED = Path.of("target", "runtime-dependencies.txt");

    private static final Path DOCUMENT = Path.of("docs", "dependencies.md");
    private static final Pattern ARTIFACT =
            Pattern.compile("(?m)^ +([\\w.-]+:[\\w.-]+):jar:([\\w.-]+):(?:compile|runtime)\\b");
    private static final Pattern LIBRARY = Pattern.compile("(?m)^\\| `([^`:]+:[^`:]+)` \\| ([^ |]+) \\| ([^|]+) \\|$");
    private static final Pattern ADVISORY =
            Pattern.compile("(?m)^\\| ((?:CVE|GHSA)[^|]+) \\| `([^`]+)` \\| ([^ |]+) \\| ([^|]+) \\|$");

    @Test
    void listsEachLibraryOfTheJarWithItsVersion() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        LIBRARY.matcher(Files.readString(DOCUMENT)).results().forEach(row -> listed.put(row.group(1), row.group(2)));

        assertThat(listed).isEqualTo(resolved());
    }

    @Test
    void hasNoLibraryThatIsOlderThanTheFixOfAKnownAdvisory() throws IOException {
        Map<String, String> resolved = resolved();
        List<String[]> advisories = ADVISORY.matcher(Files.readString(DOCUMENT))
                .results()
                .map(row -> new String[] {row.group(1), row.group(2), row.group(3)})
                .toList();

        assertThat(advisories).hasSizeGreaterThan(10).allSatisfy(advisory -> {
            assertThat(resolved).containsKey(advisory[1]);
            assertThat(Version.parse(resolved.get(advisory[1])))
                    .as("%s of %s", advisory[0], advisory[1])
                    .isGreaterThanOrEqualTo(Version.parse(advisory[2]));
        });
    }

    /** Different versions of parts of one library mean that a fix has missed a part. */
    @Test
    void hasAllPartsOfJettyAndOfBouncyCastleInOneVersion() throws IOException {
        for (String group : List.of("org.eclipse.jetty", "org.bouncycastle")) {
            assertThat(resolved().entrySet().stream()
                            .filter(library -> library.getKey().startsWith(group))
                            .map(Map.Entry::getValue)
                            .distinct())
                    .as(group)
                    .hasSize(1);
        }
    }

    private static Map<String, String> resolved() throws IOException {
        Map<String, String> resolved = new TreeMap<>();
        ARTIFACT.matcher(Files.readString(RESOLVED))
                .results()
                .forEach(artifact -> resolved.put(artifact.group(1), artifact.group(2)));
        assertThat(resolved).hasSizeGreaterThan(20);
        return resolved;
    }
}
