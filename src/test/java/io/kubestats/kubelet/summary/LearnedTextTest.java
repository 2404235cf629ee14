package io.kubestats.kubelet.summary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubestats.kubelet.Asking;
import io.kubestats.kubelet.HttpKubeletClient;
import io.kubestats.kubelet.KubeletQuery;
import io.kubestats.kubelet.RecordedAnswers;
import io.kubestats.kubelet.answer.BatchDecoder;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.model.Lane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that learning from earlier responses changes the speed of the decoder, but not its results. */
class LearnedTextTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<byte[]> SUMMARIES = List.of(
            RecordedAnswers.bytes("1.37/stats-summary.json"),
            RecordedAnswers.bytes("1.37/stats-summary-cpu-memory.json"),
            RecordedAnswers.bytes("1.35/stats-summary.json"));

    private final BatchDecoder experienced = new SummaryDecoder(Lane.FULL);

    @Property(tries = 150)
    void aDecoderThatHasReadOthersSaysOfAnyAnswerWhatANewOneSays(@ForAll Random random) throws IOException {
        byte[] body = rewritten(SUMMARIES.get(random.nextInt(SUMMARIES.size())), random);
        for (byte[] known : SUMMARIES) {
            outcome(experienced, known);
        }

        assertThat(outcome(experienced, body)).isEqualTo(outcome(new SummaryDecoder(Lane.FULL), body));
    }

    @Property(tries = 500)
    void aDecoderThatHasReadOthersTakesNoAnswerThatIsNoJson(@ForAll Random random) {
        byte[] body = SUMMARIES.get(random.nextInt(SUMMARIES.size())).clone();
        outcome(experienced, body);
        body[random.nextInt(body.length)] = (byte) random.nextInt(128);

        String outcome = outcome(experienced, body);

        if (!isJson(body)) {
            assertThat(outcome).contains("unusable");
        }
        assertThat(outcome).isEqualTo(outcome(new SummaryDecoder(Lane.FULL), body));
    }

    @ParameterizedTest
    @EnumSource
    void whatOneAnswerTaughtIsThereForTheNext(KubeletQuery question) {
        try (HttpKubeletClient client = Asking.client(Duration.ofSeconds(5))) {
            assertThat(client.decoder(question)).isSameAs(client.decoder(question));
        }
    }

    @Test
    void answersThatAreNeverAlikeDoNotFillTheMemory() {
        LearnedText text = new LearnedText();
        LearnedStep first = text.start();

        for (int i = 0; i < 10_000; i++) {
            byte[] field = (",\"f" + i + "\":").getBytes(StandardCharsets.US_ASCII);
            text.learn(text.start(), field, 0, field.length, FieldNames.UNKNOWN, false);
        }

        assertThat(text.start()).as("began anew").isNotSameAs(first);
    }

    /** Returns the response with its fields shuffled, some of them possibly dropped, compact or indented. */
    private static byte[] rewritten(byte[] body, Random random) throws IOException {
        JsonNode tree = shuffled(MAPPER.readTree(body), random, random.nextInt(3) == 0);
        return random.nextBoolean()
                ? MAPPER.writeValueAsBytes(tree)
                : MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree);
    }

    private static JsonNode shuffled(JsonNode node, Random random, boolean drop) {
        if (node.isObject()) {
            List<String> names = new ArrayList<>();
            node.fieldNames().forEachRemaining(names::add);
            Collections.shuffle(names, random);
            ObjectNode shuffled = MAPPER.createObjectNode();
            for (String name : names) {
                if (!drop || random.nextInt(50) > 0) {
                    shuffled.set(name, shuffled(node.get(name), random, drop));
                }
            }
            return shuffled;
        }
        if (node.isArray()) {
            var items = MAPPER.createArrayNode();
            node.forEach(item -> items.add(shuffled(item, random, drop)));
            return items;
        }
        return node;
    }

    private static String outcome(BatchDecoder decoder, byte[] body) {
        try {
            return decoder.decode(RecordedAnswers.N1, RecordedAnswers.RECEIVED, body, body.length)
                    .toString();
        } catch (KubeletException e) {
            // The position of the error may depend on the white space before it.
            return String.valueOf(e.getMessage()).replaceAll(" \\(line .*", "");
        }
    }

    private static boolean isJson(byte[] body) {
        try (JsonParser parser = new JsonFactory().createParser(body)) {
            while (parser.nextToken() != null) {
                parser.getText();
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
