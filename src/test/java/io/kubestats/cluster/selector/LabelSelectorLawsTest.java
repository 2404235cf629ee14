package io.kubestats.cluster.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LabelSelectorLawsTest {
    @Property(tries = 500)
    void readsWhatItPrints(@ForAll("selectors") String text) throws SelectorSyntaxException {
        LabelSelector selector = LabelSelector.parse(text);

        LabelSelector again = LabelSelector.parse(selector.toString());

        assertThat(again).isEqualTo(selector);
        assertThat(again.hashCode()).isEqualTo(selector.hashCode());
    }

    @Property(tries = 300)
    void negativeRequirementsMatchWhatLacksTheKey(
            @ForAll("keys") String key, @ForAll("values") String value, @ForAll("labels") Map<String, String> labels)
            throws SelectorSyntaxException {
        Map<String, String> without = new HashMap<>(labels);
        without.remove(key);

        assertThat(LabelSelector.parse(key + "!=" + value).matches(without)).isTrue();
        assertThat(LabelSelector.parse(key + " notin (" + value + ")").matches(without))
                .isTrue();
        assertThat(LabelSelector.parse("!" + key).matches(without)).isTrue();
    }

    @Property(tries = 300)
    void aRequirementAndItsNegationNeverAgree(
            @ForAll("keys") String key, @ForAll("values") String value, @ForAll("labels") Map<String, String> labels)
            throws SelectorSyntaxException {
        boolean in = LabelSelector.parse(key + " in (" + value + ")").matches(labels);
        boolean notIn = LabelSelector.parse(key + " notin (" + value + ")").matches(labels);

        assertThat(in).isNotEqualTo(notIn);
    }

    @Property(tries = 500)
    void neverFailsOtherwiseThanBySyntax(@ForAll("rubbish") String text) {
        try {
            assertThat(LabelSelector.parse(text).requirements()).isNotNull();
        } catch (SelectorSyntaxException e) {
            assertThat(e.reason()).isNotEmpty().isEqualTo(e.getMessage());
        }
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of("app", "a.b/c", "in", "notin", "x-1", "tier");
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of("web", "api", "in", "1", "a_b", "");
    }

    @Provide
    Arbitrary<Map<String, String>> labels() {
        return Arbitraries.maps(keys(), values()).ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> selectors() {
        Arbitrary<String> one = Combinators.combine(
                        keys(),
                        Arbitraries.of("=", "==", "!=", " in ", " notin ", "", "!", ">", "<"),
                        values().list().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.integers().between(0, 99))
                .as(LabelSelectorLawsTest::requirement);
        return one.list().ofMaxSize(4).map(requirements -> String.join(" , ", requirements));
    }

    @Provide
    Arbitrary<String> rubbish() {
        return Arbitraries.strings()
                .withChars("ab1=!<>(), \t\n/.-_\u00e4\"\\in")
                .ofMaxLength(30);
    }

    private static String requirement(String key, String operator, List<String> values, int number) {
        return switch (operator) {
            case "" -> key;
            case "!" -> "! " + key;
            case " in ", " notin " -> key + operator + "(" + String.join(", ", values) + ")";
            case ">", "<" -> key + operator + number;
            default -> key + " " + operator + " " + values.get(0);
        };
    }
}
