package io.kubestats.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminationMessageTest {
    @TempDir
    Path folder;

    @Test
    void leavesTheReasonWhereKubernetesLooks() throws Exception {
        Path file = Files.writeString(folder.resolve("log"), "older and longer than what comes");

        new TerminationMessage(file).write("why");

        assertThat(file).hasContent("why");
    }

    @Test
    void leavesNoMoreThanKubernetesReads() throws Exception {
        Path file = Files.createFile(folder.resolve("log"));

        new TerminationMessage(file).write("x".repeat(10_000));

        assertThat(file).hasSize(4_096);
    }

    @Test
    void makesNoFileOutsideOfAPod() {
        Path file = folder.resolve("log");

        new TerminationMessage(file).write("why");

        assertThat(file).doesNotExist();
    }
}
