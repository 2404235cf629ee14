package io.kubestats.metricsapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.kubestats.http.BodyWriter;
import io.kubestats.metricsapi.format.JsonText;
import io.kubestats.metricsapi.format.PrettyJson;
import io.kubestats.metricsapi.format.ResponseBody;
import io.kubestats.metricsapi.format.YamlScalar;
import io.kubestats.metricsapi.format.YamlText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextFormsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static Stream<String[]> scalars() {
        return Tables.rows("yaml-scalars.tsv");
    }

    @ParameterizedTest
    @MethodSource("scalars")
    void quotesYamlAsKubernetesDoes(String text, String expected) throws IOException {
        assertThat(YamlScalar.of(JSON.readValue(text, String.class))).isEqualTo(JSON.readValue(expected, String.class));
    }

    @Test
    void takesLongNumbersForNumbersWithoutReadingThem() {
        String digits = "1:1".repeat(5000);

        assertThat(YamlScalar.of(digits)).isEqualTo('"' + digits + '"');
    }

    @Test
    void escapesJsonAsGoDoes() throws IOException {
        String text = "a\"b\\c<d>&e\n\r\t\b\f\u0001\u007f\u00e4\u2028\u2029\ud83d\ude00\ud83d";

        String json = write(out -> JsonText.write(out, text));

        assertThat(json)
                .isEqualTo("\"a\\\"b\\\\c\\u003cd\\u003e\\u0026e\\n\\r\\t\\b\\f\\u0001\u007f\u00e4\\u2028\\u2029"
                        + "\ud83d\ude00\\ufffd\"");
    }

    @Property(tries = 500)
    void writesJsonThatReadsAsTheSame(@ForAll("texts") String text) throws IOException {
        String json = write(out -> JsonText.write(out, text));

        assertThat(JSON.readValue(json, String.class)).isEqualTo(text);
    }

    @Property(tries = 500)
    void writesYamlThatReadsAsTheSame(@ForAll("texts") String key, @ForAll("texts") String value) throws IOException {
        JsonNode document =
                JSON.createObjectNode().set("labels", JSON.createObjectNode().put(key, value));

        String yaml = write(out -> new YamlText(out).document(JSON.writeValueAsBytes(document)));

        assertThat(YAML.readTree(yaml)).isEqualTo(document);
    }

    @Property(tries = 300)
    void indentsWithoutChangingAnything(@ForAll("texts") String key, @ForAll("texts") String value) throws IOException {
        String compact = "{\"a\":{},\"b\":[],\"c\":[1,{\"d\":" + JSON.writeValueAsString(value) + "},[true,null]],"
                + JSON.writeValueAsString("k" + key) + ":-1.5}";

        String pretty = write(out -> {
            BodyWriter writer = new BodyWriter(new PrettyJson(out), 64);
            writer.utf8(compact);
            writer.flush();
        });

        assertThat(JSON.readTree(pretty)).isEqualTo(JSON.readTree(compact));
        assertThat(pretty).startsWith("{\n  \"a\": {},\n  \"b\": [],\n  \"c\": [\n    1,\n    {\n      \"d\": ");
        assertThat(pretty).endsWith(": -1.5\n}");
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> awkward = Arbitraries.strings()
                .withChars("ab10 :#-?'\"\\[]{},&*!|>%@`~=.<\t\n\u00e4\u0001")
                .ofMaxLength(12);
        Arbitrary<String> words = Arbitraries.of("yes", "null", "1e3", "0x1f", "2026-01-02", "12:30", "---", "1_000");
        Arbitrary<String> both = Combinators.combine(words, awkward).as(String::concat);
        return Arbitraries.oneOf(awkward, words, both);
    }

    private static String write(ResponseBody body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BodyWriter out = new BodyWriter(bytes, 64);
        body.writeTo(out);
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
