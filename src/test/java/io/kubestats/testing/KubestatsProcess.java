package io.kubestats.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The whole program as a separate process, from the classes under test. */
public final class KubestatsProcess implements AutoCloseable {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private final Process process;
    private final Path log;

    private KubestatsProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts the program.
     *
     * @param directory the directory of its log
     * @param environment variables in addition to those of this process
     */
    public static KubestatsProcess start(Path directory, Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                "-Dorg.slf4j.simpleLogger.log.org.eclipse.jetty=warn",
                "-cp",
                System.getProperty("java.class.path"),
                "io.kubestats.cli.Main"));
        command.addAll(arguments);
        Path log = Files.createTempFile(directory, "kubestats", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new KubestatsProcess(builder.start(), log);
    }

    /** Returns the log so far. */
    public String log() {
        try {
            return Files.readString(log, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the exit of the process and returns its exit code. */
    public int exitCode(Duration atMost) throws InterruptedException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("runs for longer than " + atMost + "; it said:\n" + log());
        }
        return process.exitValue();
    }

    /** Sends SIGTERM, as Kubernetes does. */
    public void terminate() {
        process.destroy();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
