package io.kubestats;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.testing.Programs;
import io.kubestats.testing.Programs.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/bin/kubestats} and the image's files of flags set the same flags of the JVM. */
class JvmFlagsTest {
    private static final Path IMAGE = Path.of("deploy", "image");

    @TempDir
    Path folder;

    private Map<String, String> image = Map.of();
    private Map<String, String> largeImage = Map.of();

    @BeforeEach
    void read() throws IOException {
        image = byName(lines("jvm.options"));
        largeImage = byName(Stream.concat(lines("jvm.options"), lines("large.options")));
    }

    @Test
    void areOfOneMindInTheSmallForm() throws Exception {
        Map<String, String> script = script("small");

        assertThat(script).hasSizeGreaterThan(10);
        // C1 ignores C2's bounds, which are there for the large profile.
        assertThat(without(image, "FreqInlineSize", "InlineSmallCode", "MaxInlineLevel"))
                .isEqualTo(script);
    }

    @Test
    void areOfOneMindInTheLargeForm() throws Exception {
        Map<String, String> script = script("large");

        assertThat(script).hasSizeGreaterThan(15);
        // The image's large profile overrides flags of the small one; the script omits them.
        assertThat(largeImage).containsEntry("TieredStopAtLevel", "-XX:TieredStopAtLevel=4");
        assertThat(without(largeImage, "TieredStopAtLevel", "MaxNewSize")).isEqualTo(script);
    }

    /** Returns the flags that the script passes to a JVM that supports all of them. */
    private Map<String, String> script(String size) throws Exception {
        Path java =
                Files.createDirectories(folder.resolve("jdk").resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        Answer answer = Programs.run(
                folder,
                "",
                Duration.ofSeconds(30),
                List.of(
                        "env",
                        "JAVA_OPTS=",
                        "JAVA_HOME=" + folder.resolve("jdk"),
                        "KUBESTATS_SIZE=" + size,
                        "deploy/bin/kubestats",
                        "serve"));

        assertThat(answer.exitCode()).isZero();
        return byName(answer.said().lines());
    }

    private static Stream<String> lines(String file) throws IOException {
        return Files.readAllLines(IMAGE.resolve(file)).stream();
    }

    /** Returns flags of the JVM by name; the last one wins, as in the JVM. */
    private static Map<String, String> byName(Stream<String> arguments) {
        return arguments
                .filter(argument -> argument.startsWith("-X"))
                .collect(toMap(JvmFlagsTest::name, identity(), (earlier, later) -> later));
    }

    private static String name(String flag) {
        return flag.replaceFirst("^-XX:[+-]?", "").replaceFirst("=.*", "");
    }

    private static Map<String, String> without(Map<String, String> flags, String... names) {
        return flags.entrySet().stream()
                .filter(flag -> !List.of(names).contains(flag.getKey()))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
