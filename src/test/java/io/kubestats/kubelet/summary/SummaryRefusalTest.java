package io.kubestats.kubelet.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubestats.kubelet.RecordedAnswers;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.model.Lane;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of documents that are not a Summary, and of their error messages. */
class SummaryRefusalTest {
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
                "{\"node\":[],\"pods\":[]}|it has no \"node\"",
                "{\"node\":{},\"pods\":{}}|pods is not an array",
                "{\"node\":{},\"pods\":5}|pods is not an array",
                "{\"node\":{},\"pods\":[null]}|none of its pods can be read",
                "{\"node\":{},\"pods\":[1,[],\"p\"]}|none of its pods can be read",
                "{\"node\":{},\"pods\":[{\"containers\":[]}]}|none of its pods can be read",
                "{\"node\":{},\"pods\":[{\"podRef\":{\"name\":\"p\"}}]}|none of its pods can be read",
                "{\"node\":{},\"pods\":[{\"podRef\":{\"namespace\":\"p\"}},7]}|none of its pods can be read",
                "{\"node\":{},\"pods\":[{\"podRef\":{\"name\":1}}]}|none of its pods can be read",
                "{\"node\":{},\"pods\":[]}{}|something follows the end of the JSON (line 1, column 22, byte 21)",
                "{\"node\":{},\"pods\":[]} x|it is not JSON, near",
                "{\"node\":{},\"node\":{},\"pods\":[]}|\"node\" occurs twice in the document",
                "{\"node\":{},\"pods\":[],\"pods\":[]}|\"pods\" occurs twice in the document",
                "{\"node\":{\"startTime\":01},\"pods\":[]}|it is not JSON, near",
                "{\"node\":{\"later\":[}},\"pods\":[]}|it is not JSON, near",
                "{\"node\":{\"later\":{\"a\":[1,{\"b\":2]}},\"pods\":[]}|it is not JSON, near",
            })
    void refusesWhatIsNoSummary(String body, String what) {
        KubeletException failure = refusal(body);

        assertThat(failure.reason()).isEqualTo(Reason.PARSE);
        assertThat(failure).hasMessageStartingWith("node n1: the answer to /stats/summary is unusable: " + what);
        assertThat(failure.getMessage()).hasLineCount(1).contains("(line ");
    }

    @Test
    void refusesNestingWithoutAnEnd() {
        assertThat(refusal("{\"node\":".repeat(100_000)).reason()).isEqualTo(Reason.PARSE);
        assertThat(refusal("[".repeat(1_000_000)).reason()).isEqualTo(Reason.PARSE);
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
                KubeletException.class,
                () -> new SummaryDecoder(Lane.FULL)
                        .decode(RecordedAnswers.N1, RecordedAnswers.RECEIVED, body, body.length - 1));

        assertThat(failure).hasMessageContaining("it is cut off");
    }

    private static KubeletException refusal(String body) {
        return refusal(body.getBytes(StandardCharsets.UTF_8));
    }

    private static KubeletException refusal(byte[] body) {
        return catchThrowableOfType(
                KubeletException.class,
                () -> new SummaryDecoder(Lane.FULL)
                        .decode(RecordedAnswers.N1, RecordedAnswers.RECEIVED, body, body.length));
    }
}
