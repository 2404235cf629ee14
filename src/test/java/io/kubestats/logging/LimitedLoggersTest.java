package io.kubestats.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.testing.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

class LimitedLoggersTest {
    private final ManualClock clock = ManualClock.at(Instant.EPOCH);
    private final List<String> lines = new ArrayList<>();
    private final LimitedLoggers loggers = new LimitedLoggers(RecordingLogger::new, clock::nanos);
    private final Logger library = loggers.getLogger("org.eclipse.jetty.http.HttpParser");

    @Test
    void logsEachKindOfAnEventOfALibraryOnceInAWhile() {
        for (int i = 0; i < 50_000; i++) {
            library.warn("Header is too large {}>{}", i, 8192);
            library.warn("Bad authority", new IOException("no " + i));
        }
        clock.advance(Duration.ofMinutes(10));
        library.warn("Header is too large {}>{}", 7, 8192);

        assertThat(lines)
                .containsExactly(
                        "WARN Header is too large 0>8192",
                        "WARN Bad authority: java.io.IOException: no 0",
                        "WARN Header is too large 7>8192 (and 49999 more before)");
    }

    @Test
    void logsOneShortLineOfPrintableText() {
        library.warn("saw `{}`", "x\r\n2026 WARN forged \u001b[2J" + "a".repeat(100_000));
        library.error("failed", new IOException("line\n\tat org.eclipse"));

        assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(line).matches("[ -~]{1,210}"));
        assertThat(lines.get(0))
                .startsWith("WARN saw `x\\r\\n2026 WARN forged \\u001b[2Jaaa")
                .endsWith("...");
        assertThat(lines.get(1)).isEqualTo("ERROR failed: java.io.IOException: line\\n\\tat org.eclipse");
    }

    @Test
    void boundsEventsWhoseMessageIsChosenByAStranger() {
        for (int i = 0; i < 10_000; i++) {
            library.warn("/path/" + i + "a".repeat(1_000), new IllegalStateException("boom"));
        }

        assertThat(lines).hasSizeLessThan(300);
    }

    @Test
    void leavesOurOwnEventsAlone() {
        Logger own = loggers.getLogger("io.kubestats.http.HttpServer");
        for (int i = 0; i < 3; i++) {
            own.atWarn().log("own");
        }

        assertThat(lines).containsExactly("WARN own", "WARN own", "WARN own");
    }

    @Test
    void passesOnWhatIsAskedForInDebugging() {
        library.debug("a {}\n", "b");

        assertThat(lines).containsExactly("DEBUG a b\n");
    }

    private final class RecordingLogger extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1;

        RecordingLogger(String name) {
            this.name = name;
        }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                @Nullable String message,
                @Nullable Object @Nullable [] arguments,
                @Nullable Throwable cause) {
            assertThat(cause).isNull();
            lines.add(level + " " + MessageFormatter.basicArrayFormat(message, arguments));
        }

        @Override
        public boolean isTraceEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }
}
