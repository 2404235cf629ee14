package io.kubestats.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubestats.kubelet.KubeletException.Reason;
import io.kubestats.model.Lane;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no Summary, and what we say of it. */
class SummaryRefusalTest {
    private static final String POD =
            "{\"node\":{},\"pods\":[{\"podRef\":{\"name\":\"p\",\"namespace\":\"ns\"},\"containers\":[%s]}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|it is empty (line 1, column 1, byte 0)",
                "`   `|it is empty (line 1, column 4, byte 3)",
                "`<html><head><title>401 Authorization`|it is not JSON, near \"<html><head><title>401 Authori…\"",
                "Error: unknown|it is not JSON, near \"Error: unknown\"",
                "{\"node\":{},\"pods\":[|it is cut off (line 1, column 20, byte 19)",
                "[]|it is not a JSON object (line 1, column 1, byte 0)",
                "null|it is not a JSON object",
                "{\"pods\":[]}|it has no \"node\"",
                "{\"node\":null,\"pods\":[]}|it has no \"node\"",
                "{\"node\":{}}|it has no \"pods\"",
                "{}|it has no \"node\"",
                "{\"node\":[],\"pods\":[]}|node is not an object",
                "{\"node\":{},\"pods\":{}}|pods is not an array",
                "{\"node\":{},\"pods\":[null]}|an object was expected in the array",
                "{\"node\":{},\"pods\":[1]}|an object was expected in the array",
                "{\"node\":{},\"pods\":[{\"containers\":[]}]}|a pod has no podRef",
                "{\"node\":{},\"pods\":[{\"podRef\":{\"name\":\"p\"}}]}|a pod has no podRef",
                "{\"node\":{},\"pods\":[{\"podRef\":{\"namespace\":\"p\"}}]}|a pod has no podRef",
                "{\"node\":{},\"pods\":[{\"podRef\":{\"name\":1}}]}|name is not a text",
                "{\"node\":{},\"pods\":[]}{}|something follows the end of the JSON (line 1, column 22, byte 21)",
                "{\"node\":{},\"pods\":[]} x|it is not JSON, near",
                "{\"node\":{},\"node\":{},\"pods\":[]}|\"node\" stands twice in one object",
                "{\"node\":{},\"pods\":[],\"pods\":[]}|\"pods\" stands twice in one object",
                "{\"node\":{\"cpu\":{},\"cpu\":{}},\"pods\":[]}|\"cpu\" stands twice in one object",
                "{\"node\":{\"io\":{},\"io\":{}},\"pods\":[]}|\"io\" stands twice in one object",
                "{\"node\":{\"startTime\":\"yesterday\"}}|startTime is not a time such as 2026-01-31T23:59:59Z",
                "{\"node\":{\"startTime\":12},\"pods\":[]}|startTime is not a text",
            })
    void refusesWhatIsNoSummary(String body, String what) {
        KubeletException failure = refusal(body);

        assertThat(failure.reason()).isEqualTo(Reason.PARSE);
        assertThat(failure).hasMessageStartingWith("node n1: the answer to /stats/summary is unusable: " + what);
        assertThat(failure.getMessage()).hasLineCount(1).contains("(line ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1|usageBytes is not a number that is not negative",
                "18446744073709551616|usageBytes is not a number of 64 bits",
                "100000000000000000000000000|usageBytes is not a number of 64 bits",
                "1.5|usageBytes is not a whole number",
                "1e3|usageBytes is not a whole number",
                "\"5\"|usageBytes is not a whole number",
                "true|usageBytes is not a whole number",
                "[]|usageBytes is not a whole number",
                "{}|usageBytes is not a whole number"
            })
    void refusesWhatIsNoNumberOfBytes(String number, String what) {
        KubeletException failure =
                refusal(POD.formatted("{\"name\":\"c\",\"memory\":{\"usageBytes\":" + number + "}}"));

        assertThat(failure.reason()).isEqualTo(Reason.PARSE);
        assertThat(failure).hasMessageContaining(what + " (line 1, column ");
    }

    @Test
    void refusesAContainerWithoutAName() {
        assertThat(refusal(POD.formatted("{}"))).hasMessageContaining("a container has no name");
    }

    @Test
    void refusesContainersThatStandTwice() {
        String body = "{\"node\":{},\"pods\":[{\"podRef\":{\"name\":\"p\",\"namespace\":\"n\"},"
                + "\"containers\":[],\"containers\":[]}]}";

        assertThat(refusal(body)).hasMessageContaining("\"containers\" stands twice in one object");
    }

    @Test
    void refusesNegativeAndTextualPressure() {
        assertThat(refusal("{\"node\":{\"cpu\":{\"psi\":{\"some\":{\"avg10\":-1}}}},\"pods\":[]}"))
                .hasMessageContaining("avg10 is not a number that is not negative");
        assertThat(refusal(POD.formatted("{\"name\":\"c\",\"cpu\":{\"psi\":{\"some\":{\"avg10\":\"1\"}}}}")))
                .hasMessageContaining("avg10 is not a number");
    }

    @Test
    void refusesDepthBombs() {
        String inUnknown = "{\"node\":{\"later\":" + "[".repeat(100_000) + "]".repeat(100_000) + "},\"pods\":[]}";

        assertThat(refusal(inUnknown)).hasMessageContaining("nested too deep");
        assertThat(refusal("{\"node\":".repeat(100_000)).reason()).isEqualTo(Reason.PARSE);
        assertThat(refusal("[".repeat(1_000_000)).reason()).isEqualTo(Reason.PARSE);
    }

    @Test
    void refusesTextsNumbersAndNamesOfAbsurdLength() {
        String million = "1".repeat(1_000_000);

        assertThat(refusal(POD.formatted("{\"name\":\"" + million + "\"}"))).hasMessageContaining("too long");
        assertThat(refusal("{\"node\":{\"memory\":{\"rssBytes\":" + million + "}},\"pods\":[]}"))
                .hasMessageContaining("too long");
        assertThat(refusal("{\"" + million + "\":1,\"node\":{},\"pods\":[]}")).hasMessageContaining("too long");
    }

    @Test
    void refusesAnAnswerFullOfUnknownNames() {
        StringBuilder body = new StringBuilder("{\"node\":{},\"pods\":[]");
        for (int i = 0; i <= SummaryTokens.MOST_UNKNOWN_FIELDS; i++) {
            body.append(",\"f").append(i).append("\":0");
        }

        assertThat(refusal(body.append('}').toString())).hasMessageContaining("fields that no kubelet sends");
    }

    @Test
    void refusesAnAnswerOfMorePodsThanAnyNodeHas() {
        StringBuilder body = new StringBuilder("{\"node\":{},\"pods\":[");
        for (int i = 0; i <= SummaryTokens.MOST_ITEMS; i++) {
            body.append("{\"podRef\":{\"name\":\"p").append(i).append("\",\"namespace\":\"n\"}},");
        }

        assertThat(refusal(body.toString())).hasMessageContaining("more than 100000 pods");
    }

    @Test
    void refusesInvalidUtf8() {
        byte[] body = POD.formatted("{\"name\":\"cccc\"}").getBytes(StandardCharsets.ISO_8859_1);
        body[new String(body, StandardCharsets.ISO_8859_1).indexOf("cccc")] = (byte) 0xff;

        KubeletException failure = refusal(body);

        assertThat(failure.reason()).isEqualTo(Reason.PARSE);
        assertThat(failure.getMessage()).hasLineCount(1);
    }

    @Test
    void refusesAnyOneByteOverAndOver() {
        for (int filler : new int[] {0, ' ', 'x', '"', '{', '[', '1', 0x80, 0xff}) {
            byte[] rubbish = new byte[64 << 20];
            Arrays.fill(rubbish, (byte) filler);

            KubeletException failure = refusal(rubbish);

            assertThat(failure.reason()).isEqualTo(Reason.PARSE);
            assertThat(failure.getMessage()).hasSizeLessThan(250).hasLineCount(1);
        }
    }

    @Test
    void quotesNoMoreThanAFewCharactersOfTheBody() {
        String secret = "s3cr3t-".repeat(100);

        assertThat(refusal(secret).getMessage()).doesNotContain(secret.substring(0, 41));
        assertThat(refusal("{\"node\":{\"" + secret.substring(0, 500) + "\":nope}}")
                        .getMessage())
                .hasSizeLessThan(200);
    }

    @Test
    void readsNothingBeyondTheGivenLength() {
        byte[] body = "{\"node\":{},\"pods\":[]}".getBytes(StandardCharsets.UTF_8);

        KubeletException failure = catchThrowableOfType(
                KubeletException.class, () -> BatchDecoder.summary(Lane.FULL).decode("n1", body, body.length - 1));

        assertThat(failure).hasMessageContaining("it is cut off");
    }

    private static KubeletException refusal(String body) {
        return refusal(body.getBytes(StandardCharsets.UTF_8));
    }

    private static KubeletException refusal(byte[] body) {
        return catchThrowableOfType(
                KubeletException.class, () -> BatchDecoder.summary(Lane.FULL).decode("n1", body, body.length));
    }
}
