package io.kubestats.kubelet.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import io.kubestats.model.NodeBatch;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the node name in a Summary, which must match the target. */
class NodeIdentityTest {
    private static final KubeletTarget TARGET = new KubeletTarget("old", URI.create("https://10.0.0.7:10250"));

    @ParameterizedTest
    @CsvSource({
        "'{\"node\":{\"nodeName\":\"new\"},\"pods\":[]}'",
        "'{\"pods\":[{\"podRef\":{\"name\":\"p\",\"namespace\":\"n\"}}],\"node\":{\"cpu\":{},\"nodeName\":\"new\"}}'",
        "'{\"node\":{\"nodeName\":\"new\"}}'",
    })
    void refusesTheAnswerOfAnotherNodeAndNamesBoth(String json) {
        for (Lane lane : Lane.values()) {
            KubeletException failure = catchThrowableOfType(KubeletException.class, () -> decode(lane, json));

            assertThat(failure.reason()).isEqualTo(Reason.WRONG_NODE);
            assertThat(failure)
                    .hasMessageContaining("kubelet at https://10.0.0.7:10250 states that it is node new, not old");
        }
    }

    @Test
    void saysAForeignNameInPrintableCharacters() {
        KubeletException failure = catchThrowableOfType(
                KubeletException.class,
                () -> decode(Lane.FULL, "{\"node\":{\"nodeName\":\"a\\u001b[31m\\nlevel=ERROR\"},\"pods\":[]}"));

        assertThat(failure.reason()).isEqualTo(Reason.WRONG_NODE);
        assertThat(failure.getMessage()).matches("[ -~]+").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"old\"", "\"OLD\"", "\"\"", "null", "7"})
    void takesItsOwnNameOrNone(String name) throws KubeletException {
        assertThat(decode(Lane.FULL, "{\"node\":{\"nodeName\":" + name + "},\"pods\":[]}")
                        .node())
                .isEqualTo("old");
        assertThat(decode(Lane.FULL, "{\"node\":{},\"pods\":[]}").node()).isEqualTo("old");
    }

    private static NodeBatch decode(Lane lane, String json) throws KubeletException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return new SummaryDecoder(lane).decode(TARGET, 1, body, body.length);
    }
}
