package io.kubestats.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kubestats.text.PrintableText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file whose text Kubernetes shows as the reason that a container ended. */
record TerminationMessage(Path file) {
    private static final Logger LOG = LoggerFactory.getLogger(TerminationMessage.class);
    private static final int LONGEST = 4_096;

    /** Returns the default path in a pod. */
    static TerminationMessage ofPod() {
        return new TerminationMessage(Path.of("/dev/termination-log"));
    }

    /** Writes {@code message}. Outside a pod there is no such file, and nothing is written. */
    void write(String message) {
        if (!Files.isWritable(file) || !Files.isRegularFile(file)) {
            return;
        }
        String printable = message.lines()
                .map(line -> PrintableText.oneLine(line, LONGEST))
                .collect(Collectors.joining("\n"));
        byte[] bytes = printable.getBytes(UTF_8);
        try {
            Files.write(
                    file,
                    bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes,
                    StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("cause", e.getMessage()).log("termination message could not be written");
        }
    }
}
