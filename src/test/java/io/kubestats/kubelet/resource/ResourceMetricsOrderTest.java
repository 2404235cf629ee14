package io.kubestats.kubelet.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.kubelet.RecordedAnswers;
import io.kubestats.kubelet.answer.BatchDecoder;
import io.kubestats.kubelet.answer.KubeletException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Tests that line prediction changes the speed of the decoder, but not its results. */
class ResourceMetricsOrderTest {
    private static final List<String> RECORDED = List.of(
            RecordedAnswers.text("1.37/metrics-resource.txt"),
            new String(new ResourceMetricsDecoderBenchmark.Answer(0).bytes(), StandardCharsets.US_ASCII));

    private final BatchDecoder experienced = new ResourceMetricsDecoder();

    @Property(tries = 500)
    void aDecoderThatHasReadOthersSaysOfAnyAnswerWhatANewOneSays(@ForAll Random random) {
        for (int i = 0; i < 3; i++) {
            byte[] body = bytes(damaged(RECORDED.get(random.nextInt(RECORDED.size())), random));

            assertThat(outcome(experienced, body)).isEqualTo(outcome(new ResourceMetricsDecoder(), body));
        }
    }

    /** Two spaces before a value mean the same as one, but defeat the prediction, so the slow path reads each line. */
    @Property(tries = 500)
    void aLineThatIsExpectedSaysWhatItSaysWhenItIsReadWithCare(@ForAll Random random) {
        String text = damaged(RECORDED.get(random.nextInt(RECORDED.size())), random);
        // An escaped quote is part of the label, as are the spaces after it.
        String unexpected = text.replaceAll("(?<!\\\\)\"} ", "\"}  ");

        String outcome = outcome(experienced, bytes(text));

        // The position of a failure depends on the spaces before it.
        assertThat(outcome.replaceAll(" \\(line .*", ""))
                .isEqualTo(outcome(experienced, bytes(unexpected)).replaceAll(" \\(line .*", ""));
    }

    @Test
    void theLabelsOfAContainerOnAFamilyOfTheNodeAreTheNodes() {
        String text = """
                container_cpu_usage_seconds_total{container="c",namespace="n",pod="p"} 1 2
                node_cpu_usage_seconds_total{container="c",namespace="n",pod="p"} 3 4
                """;

        assertThat(outcome(experienced, bytes(text)))
                .contains("usageCoreNanoSeconds=1000000000,", "usageCoreNanoSeconds=3000000000,")
                .contains("anomalies={}");
    }

    @Test
    void aLineThatIsExpectedButHasNoNameIsABadLine() {
        String text = """
                container_cpu_usage_seconds_total{container="c",namespace="n",pod="p"} 1 2
                # HELP
                {container="c",namespace="n",pod="p"} 3 4
                {container="c",namespace="n",pod="p"} 5 6
                """;

        assertThat(outcome(experienced, bytes(text))).contains("anomalies={BAD_LINE=2}");
    }

    @Test
    void aShortAnswerAfterALongOneIsReadLikeAnyOther() throws KubeletException {
        experienced.decode(
                RecordedAnswers.N1,
                RecordedAnswers.RECEIVED,
                bytes(RECORDED.get(0)),
                RECORDED.get(0).length());

        assertThat(outcome(experienced, bytes("node_swap_usage_bytes 1 2\n"))).contains("swapUsageBytes=1,");
    }

    /** Returns the text with lines removed, repeated, reordered, moved to another family or corrupted in a byte. */
    private static String damaged(String text, Random random) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n")));
        for (int i = random.nextInt(6); i > 0; i--) {
            int at = random.nextInt(lines.size());
            int other = random.nextInt(lines.size());
            switch (random.nextInt(6)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(other, lines.get(at));
                case 2 -> Collections.swap(lines, at, other);
                case 3 -> lines.set(at, name(lines.get(other)) + rest(lines.get(at)));
                case 4 -> lines.set(at, lines.get(at) + (random.nextBoolean() ? "\r" : " "));
                default -> lines.set(at, changed(lines.get(at), random));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String name(String line) {
        return line.substring(0, line.length() - rest(line).length());
    }

    private static String rest(String line) {
        return line.replaceFirst("^[a-z_]+", "");
    }

    private static String changed(String line, Random random) {
        if (line.isEmpty()) {
            return line;
        }
        StringBuilder text = new StringBuilder(line);
        text.setCharAt(random.nextInt(line.length()), " 019.e+-{}\",=\\axz#\r".charAt(random.nextInt(19)));
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String outcome(BatchDecoder decoder, byte[] body) {
        try {
            return decoder.decode(RecordedAnswers.N1, RecordedAnswers.RECEIVED, body, body.length)
                    .toString();
        } catch (KubeletException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
