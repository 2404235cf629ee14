package io.kubestats.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs that may be installed on the machine that runs the tests. */
public final class Programs {
    private Programs() {}

    public static boolean isInstalled(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (String directory : path.split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the directory that dev/assets fills or that {@code KUBEBUILDER_ASSETS} names, whether or not it exists.
     */
    public static Path assets() {
        return Optional.ofNullable(System.getenv("KUBEBUILDER_ASSETS"))
                .map(Path::of)
                .orElseGet(() -> cache().resolve("kubestats").resolve("assets"));
    }

    public static List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.add(0, program);
        return command;
    }

    /**
     * Runs a program to its end.
     *
     * @param directory an empty directory for its input and output
     * @throws IllegalStateException if it exceeds the time limit; it is then killed
     */
    public static Answer run(Path directory, String input, Duration atMost, List<String> command)
            throws IOException, InterruptedException {
        Path in = Files.writeString(directory.resolve("in"), input);
        Path out = directory.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .start();
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(command + " runs for longer than " + atMost);
            }
            return new Answer(process.exitValue(), Files.readString(out, UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    private static Path cache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    }

    /** The exit code of a program, and the output of both streams. */
    public record Answer(int exitCode, String said) {}
}
