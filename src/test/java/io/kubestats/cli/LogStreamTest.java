package io.kubestats.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogStreamTest {
    private static final String HOSTILE = "x\r\n2026-12-01T00:00:00Z INFO forged\u001b[2J\u2028\u202e\u0085";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Property(tries = 300)
    void printsAnyTextAsOneLineOfPrintableAscii(@ForAll String text) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        LogStream stream = new LogStream(printed);
        stream.println(text);
        stream.println((Object) text);

        assertThat(printed.toString(UTF_8)).matches("(\t?[ -~]*\n){2}");
    }

    @Test
    void printsAStackTraceWithHostileMessagesAsItsOwnLinesAlone() {
        Throwable failure = new IllegalStateException(HOSTILE, new IllegalArgumentException(HOSTILE));
        failure.addSuppressed(new IllegalStateException(HOSTILE));
        failure.printStackTrace(new LogStream(bytes));

        assertThat(lines()).allMatch(line -> line.matches("\t?[ -~]*"));
        assertThat(lines()).noneMatch(line -> line.startsWith("2026"));
        assertThat(lines()).anyMatch(line -> line.startsWith("\tat "));
        assertThat(lines()).anyMatch(line -> line.startsWith("Caused by: "));
    }

    @Test
    void logsHostileMessagesValuesAndCausesOfAnyLibraryAsLinesThatCannotBeForged() {
        PrintStream before = System.err;
        System.setErr(new LogStream(bytes));
        try {
            LoggerFactory.getLogger("io.kubestats.any")
                    .atError()
                    .addKeyValue(HOSTILE, HOSTILE)
                    .setCause(new IllegalStateException(HOSTILE))
                    .log(HOSTILE);
            LoggerFactory.getLogger("org.eclipse.jetty.any").error("bad request {}", HOSTILE + "y".repeat(100_000));
        } finally {
            System.setErr(before);
        }

        assertThat(lines())
                .isNotEmpty()
                .allMatch(line -> line.matches("\t?[ -~]*"))
                .noneMatch(line -> line.contains("INFO forged") && line.startsWith("2026-12-01T00:00:00Z"))
                .allMatch(line -> line.length() <= LogStream.LONGEST_LINE + 1);
        assertThat(lines()).filteredOn(line -> line.contains("ERROR")).hasSize(2);
    }

    private List<String> lines() {
        return List.of(bytes.toString(UTF_8).split("\n", -1)).stream()
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
