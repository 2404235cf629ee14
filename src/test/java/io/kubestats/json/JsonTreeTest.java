package io.kubestats.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "\"\"",
                "{\"a\":{\"b\":[1,[],{},null,false,\"x\"]},\"c\":null}",
                "{\"a\":1,\"a\":2}",
                "[0,-1,2147483648,-9223372036854775808,9223372036854775808]",
                "[0.5,-1.25E-7,1e300,100.0]",
                "\"ü € 😀 \\\" \\\\ / \\n \\u0001 \\u20ac </a>\"",
                " {\"goes\":\"on\"} {\"after\":\"its end\"}"
            })
    void readsAndWritesWhatAnObjectMapperDoes(String text) throws JsonProcessingException {
        assertThat(JsonTree.read(text)).isEqualTo(JACKSON.readTree(text));
        assertThat(JsonTree.text(JsonTree.read(text)))
                .isEqualTo(JACKSON.readTree(text).toString());
    }

    @Test
    void anEmptyTextIsAMissingNode() throws JsonProcessingException {
        assertThat(JsonTree.read(new byte[0]).isMissingNode()).isTrue();
        assertThat(JsonTree.read(" \n").path("field").asText()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[",
                "[1",
                "[1,",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":}",
                "[}",
                "{]",
                "]",
                "<html>",
                "\"a"
            })
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> JsonTree.read(text)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void whatIsTooDeepIsRefused() {
        assertThatThrownBy(() -> JsonTree.read("[".repeat(100_000))).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void whatIsNoUtf8IsRefused() {
        byte[] latin = "\"ü\"".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> JsonTree.read(latin)).isInstanceOf(JsonProcessingException.class);
    }
}
