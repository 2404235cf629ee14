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

/** The JVM is told the same by {@code deploy/bin/kubestats} and by the files of flags in the image. */
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
        // C1 has no use for C2's bounds, which are there for the large form.
        assertThat(without(image, "FreqInlineSize", "InlineSmallCode", "MaxInlineLevel"))
                .isEqualTo(script);
    }

    @Test
    void areOfOneMindInTheLargeForm() throws Exception {
        Map<String, String> script = script("large");

        assertThat(script).hasSizeGreaterThan(15);
        // The image's large form takes back what its small one has said; the script does not say it.
        assertThat(largeImage).containsEntry("TieredStopAtLevel", "-XX:TieredStopAtLevel=4");
        assertThat(without(largeImage, "TieredStopAtLevel", "MaxNewSize")).isEqualTo(script);
    }

    /** What the script tells a JVM that knows all flags. */
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

    /** Flags of the JVM by what they set; the last one wins, as it does for the JVM. */
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
