package io.kubestats.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The cluster of dev/cluster: one node with a real kubelet and a few pods. A machine can run one at a time. */
final class Machine {
    /** The folder of dev/cluster's files. */
    static final Path STATE = Path.of("/tmp/kubestats-cluster");

    private static final Duration LONG = Duration.ofMinutes(2);

    private final Path folder;

    /**
     * Starts the cluster; files of the tests go to {@code folder}. Its kubelet's certificate is signed by the cluster.
     */
    Machine(Path folder) throws Exception {
        this.folder = folder;
        run("dev/cluster", "up", "--kubelet-tls=cluster");
    }

    /**
     * Runs kubectl of this version as the cluster's administrator and returns its output; a nonzero exit code is an
     * exception.
     */
    String kubectl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "dev/cluster",
                "run",
                "--",
                Programs.assets().resolve("kubectl").toString(),
                "--kubeconfig",
                STATE.resolve("admin.conf").toString()));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    /** Applies an object in JSON or YAML. */
    void apply(String manifest) throws Exception {
        kubectl(
                "apply",
                "-f",
                Files.writeString(folder.resolve("manifest.json"), manifest).toString());
    }

    /** Runs a command and returns the output of both streams; a nonzero exit code is an exception that quotes it. */
    String run(String... command) throws Exception {
        Programs.Answer answer = Programs.run(Files.createTempDirectory(folder, "run"), "", LONG, List.of(command));
        if (answer.exitCode() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + answer.said());
        }
        return answer.said();
    }

    /** Returns the command that runs {@code command} in the cluster's network. */
    static List<String> within(String... command) {
        List<String> within = new ArrayList<>(List.of("nsenter", "--net=/var/run/netns/kubestats"));
        within.addAll(List.of(command));
        return within;
    }

    /** Adds a line to the report of the tests. */
    static void say(String text) throws IOException {
        System.out.write(text.getBytes(UTF_8));
        System.out.flush();
    }

    /** Stops the cluster, and verifies that nothing is left behind. */
    void down() throws Exception {
        say(run("dev/cluster", "down"));
        assertThat(STATE).doesNotExist();
        assertThat(run("ip", "netns", "list")).doesNotContain("kubestats");
    }
}
