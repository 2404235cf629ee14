package io.kubestats.cluster.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.model.KubeletTarget;
import io.kubestats.testing.ScrapeLogCapture;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

class StaticTargetsTest {
    private static final KubeletTarget GIVEN = new KubeletTarget("given", URI.create("https://10.0.0.1:10250"));

    @TempDir
    private Path directory = Path.of("");

    private final ScrapeLogCapture log = new ScrapeLogCapture();
    private final List<List<String>> told = new ArrayList<>();
    private Path file = Path.of("");

    @BeforeEach
    void nameFile() {
        file = directory.resolve("targets");
    }

    @Test
    void tellsGivenTargetsAtOnce() {
        StaticTargets targets = StaticTargets.of(List.of(GIVEN));

        listen(targets);
        targets.poll();

        assertThat(told).containsExactly(List.of("given"));
    }

    @Test
    void joinsFileAndFlagsAndSkipsCommentsAndBlankLines() throws IOException {
        write("# the workers\r\n\r\n  a=https://10.0.0.2  \n\t# b=https://10.0.0.3\nc=http://10.0.0.4:1\n");

        listen(targets());

        assertThat(told).containsExactly(List.of("given", "a", "c"));
    }

    @Test
    void tellsOfChangeOnceAndNotOfTheSameContent() throws IOException {
        write("a=https://10.0.0.2");
        StaticTargets targets = targets();
        listen(targets);

        targets.poll();
        write("a=https://10.0.0.2\nb=https://10.0.0.3");
        targets.poll();
        targets.poll();
        write("# a comment\na=https://10.0.0.2\nb=https://10.0.0.3");
        targets.poll();

        assertThat(told).containsExactly(List.of("given", "a"), List.of("given", "a", "b"));
        assertThat(log.lines(Level.WARN)).isEmpty();
    }

    @Test
    void badFileKeepsTheTargetsAndWarnsOnceWithLineAndReason() throws IOException {
        write("a=https://10.0.0.2");
        StaticTargets targets = targets();
        listen(targets);

        write("a=https://10.0.0.2\n\nb=ftp://10.0.0.3\nB=x\n");
        targets.poll();
        targets.poll();

        assertThat(told).containsExactly(List.of("given", "a"));
        assertThat(log.lines(Level.WARN))
                .containsExactly(
                        "targets file rejected; keeping the previous targets file=" + file + " problem=\"" + file
                                + ":3: b: scheme 'ftp' is not supported; use https or http\" problems=2"
                                + " targets=2");
    }

    @Test
    void mendedFileIsTaken() throws IOException {
        write("rubbish");
        StaticTargets targets = targets();
        listen(targets);

        write("a=https://10.0.0.2");
        targets.poll();

        assertThat(told).containsExactly(List.of("given"), List.of("given", "a"));
    }

    @Test
    void fileThatAppearsIsTakenAndOneThatVanishesChangesNothing() throws IOException {
        StaticTargets targets = targets();
        listen(targets);
        write("a=https://10.0.0.2");
        targets.poll();

        Files.delete(file);
        targets.poll();
        targets.poll();

        assertThat(told).containsExactly(List.of("given"), List.of("given", "a"));
        assertThat(log.lines(Level.WARN)).hasSize(2).allMatch(line -> line.contains("there is no such file"));
    }

    @Test
    void emptyFileTakesItsTargetsAway() throws IOException {
        write("a=https://10.0.0.2");
        StaticTargets targets = targets();
        listen(targets);

        write("");
        targets.poll();

        assertThat(told).containsExactly(List.of("given", "a"), List.of("given"));
    }

    @Test
    void nodeThatFlagGaveAlreadyIsProblem() throws IOException {
        write("given=https://10.0.0.9");

        listen(targets());

        assertThat(told).containsExactly(List.of("given"));
        assertThat(log.lines(Level.WARN))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("node given is given by a flag too"));
    }

    @Test
    void nodeThatStandsTwiceInFileIsProblemWithBothLines() throws IOException {
        write("a=https://10.0.0.2\n\na=https://10.0.0.3");

        ParsedTargets parsed = ParsedTargets.ofFile(file);

        assertThat(parsed.problems()).containsExactly(file + ":3: node a is given twice, first at " + file + ":1");
    }

    @Test
    void fileThatCannotBeReadIsProblemInOneLine() throws IOException {
        Path binary = directory.resolve("binary");
        Files.write(binary, new byte[] {(byte) 0xc3, (byte) 0x28});
        Path huge = directory.resolve("huge");
        Files.write(huge, new byte[ParsedTargets.LARGEST_FILE + 1]);

        assertThat(ParsedTargets.ofFile(binary).problems()).containsExactly(binary + ": is not UTF-8 text");
        assertThat(ParsedTargets.ofFile(huge).problems()).containsExactly(huge + ": cannot be read: larger than 4 MiB");
        assertThat(ParsedTargets.ofFile(directory).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith(directory + ": cannot be read: "));
    }

    @Test
    void marksOfByteOrderAreSkipped() throws IOException {
        write("\uFEFFa=https://10.0.0.2");

        assertThat(ParsedTargets.ofFile(file).problems()).isEmpty();
    }

    @Test
    void pollsOnlyIfThereIsFile() {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

        StaticTargets.of(List.of(GIVEN)).pollOn(scheduler);
        int without = scheduler.shutdownNow().size();
        ScheduledExecutorService other = Executors.newSingleThreadScheduledExecutor();
        targets().pollOn(other);
        int with = other.shutdownNow().size();

        assertThat(without).isZero();
        assertThat(with).isEqualTo(1);
    }

    private StaticTargets targets() {
        return new StaticTargets(List.of(GIVEN), file, log);
    }

    private void listen(StaticTargets targets) {
        targets.subscribe(all -> told.add(all.stream().map(KubeletTarget::node).toList()));
    }

    private void write(String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
