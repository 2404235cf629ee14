package io.kubestats.metricsapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubestats.metricsapi.format.ApiResource;
import io.kubestats.metricsapi.format.ApiStatusException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ListOptionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<String[]> fieldSelectors() {
        return Tables.rows("field-selectors.tsv");
    }

    @ParameterizedTest
    @MethodSource("fieldSelectors")
    void readsFieldSelectorsAsKubernetesDoes(String quoted, String outcome, String result)
            throws ApiStatusException, JsonProcessingException {
        String text = JSON.readValue(quoted, String.class);
        String expected = JSON.readValue(result, String.class);
        if (outcome.equals("ok")) {
            assertThat(print(FieldSelector.parse(text))).isEqualTo(expected);
        } else {
            assertThatExceptionOfType(ApiStatusException.class)
                    .isThrownBy(() -> FieldSelector.parse(text))
                    .withMessage(expected);
        }
    }

    @Test
    void ignoresWhatItDoesNotKnow() throws ApiStatusException {
        ListOptions options = ListOptions.parse(
                Requests.get("/?foo=bar&resourceVersion=0&timeoutSeconds=30&limit=-1"), ApiResource.PODS);

        assertThat(options.limit()).isZero();
        assertThat(options.watch()).isFalse();
        assertThat(options.labels().selectsEverything()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"watch=true,true", "watch,true", "watch=,true", "watch=x,true", "watch=0,false", "watch=False,false"})
    void watchesUnlessToldNotTo(String query, boolean expected) throws ApiStatusException {
        assertThat(ListOptions.parse(Requests.get("/?" + query), ApiResource.PODS)
                        .watch())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=,400",
        "limit=1.5,400",
        "limit=9223372036854775808,400",
        "timeoutSeconds=x,400",
        "labelSelector=%3D,400",
        "fieldSelector=a,400",
        "fieldSelector=spec.hostNetwork%3Da,400",
        "resourceVersionMatch=Exact,422",
        "resourceVersionMatch=Exact&resourceVersion=0,422",
        "resourceVersionMatch=Exact&resourceVersion=1&continue=x,422",
        "resourceVersionMatch=x&resourceVersion=1,422",
        "sendInitialEvents=true,422",
    })
    void refusesNonsense(String query, int code) {
        assertThatExceptionOfType(ApiStatusException.class)
                .isThrownBy(() -> ListOptions.parse(Requests.get("/?" + query), ApiResource.PODS))
                .satisfies(e -> assertThat(e.status().code()).isEqualTo(code));
    }

    private static String print(FieldSelector selector) {
        StringBuilder text = new StringBuilder();
        for (FieldSelector.Term term : selector.terms()) {
            String value =
                    term.value().replace("\\", "\\\\").replace(",", "\\,").replace("=", "\\=");
            text.append(text.isEmpty() ? "" : ",").append(term.field());
            text.append(term.negated() ? "!=" : "=").append(value);
        }
        return text.toString();
    }
}
