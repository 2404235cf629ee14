package io.kubestats.cluster.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubestats.cluster.selector.LabelRequirement.Operator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LabelSelectorTest {
    /** A result of apimachinery 0.37: the printed selector, or the error message. */
    record Example(String text, boolean valid, String result) {}

    static Stream<Example> examples() throws IOException {
        try (InputStream in = LabelSelectorTest.class.getResourceAsStream("label-selectors.tsv")) {
            byte[] bytes = Objects.requireNonNull(in, "label-selectors.tsv").readAllBytes();
            ObjectMapper json = new ObjectMapper();
            Stream.Builder<Example> examples = Stream.builder();
            for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
                String[] cells = line.split("\t", -1);
                if (cells.length == 3) {
                    examples.add(new Example(
                            json.readValue(cells[0], String.class),
                            cells[1].equals("ok"),
                            json.readValue(cells[2], String.class)));
                }
            }
            return examples.build();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsAndRefusesAsKubernetesDoes(Example example) throws SelectorSyntaxException {
        if (example.valid) {
            assertThat(LabelSelector.parse(example.text)).hasToString(example.result);
        } else {
            assertThatExceptionOfType(SelectorSyntaxException.class)
                    .isThrownBy(() -> LabelSelector.parse(example.text))
                    .withMessage(example.result);
        }
    }

    @Test
    void hasEnoughExamples() throws IOException {
        assertThat(examples()).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "app=web; true",
                "app==web; true",
                "app=api; false",
                "app!=api; true",
                "app!=web; false",
                "nope!=web; true",
                "app in (api,web); true",
                "app in (api); false",
                "app notin (api); true",
                "app notin (web,api); false",
                "nope notin (web); true",
                "app; true",
                "nope; false",
                "!nope; true",
                "!app; false",
                "port>79; true",
                "port>80; false",
                "port<81; true",
                "port<80; false",
                "app>1; false",
                "nope<1; false",
                "empty=; true",
                "empty in (); true",
                "app=; false",
                "nope=; false",
                "app=web,port=80; true",
                "app=web,port=81; false",
            })
    void matches(String text, boolean expected) throws SelectorSyntaxException {
        Map<String, String> labels = Map.of("app", "web", "port", "80", "empty", "");

        boolean matches = LabelSelector.parse(text).matches(labels);

        assertThat(matches).isEqualTo(expected);
    }

    @Test
    void showsItsRequirementsSortedByKey() throws SelectorSyntaxException {
        LabelSelector selector = LabelSelector.parse("b in (y,x),!a");

        assertThat(selector.requirements())
                .containsExactly(
                        new LabelRequirement("a", Operator.DOES_NOT_EXIST, List.of()),
                        new LabelRequirement("b", Operator.IN, List.of("x", "y")));
    }

    @Test
    void selectsEverythingWithoutRequirements() throws SelectorSyntaxException {
        assertThat(LabelSelector.parse("")).isEqualTo(LabelSelector.everything());
        assertThat(LabelSelector.everything().selectsEverything()).isTrue();
        assertThat(LabelSelector.everything().matches(Map.of())).isTrue();
        assertThat(LabelSelector.parse("a").selectsEverything()).isFalse();
    }
}
