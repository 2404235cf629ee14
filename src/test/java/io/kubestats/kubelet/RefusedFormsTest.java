package io.kubestats.kubelet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.model.AnswerForm;
import io.kubestats.model.Lane;
import io.kubestats.testing.FakeAnswer;
import io.kubestats.testing.FakeKubelet;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of kubelets that reject one form of the response and may support the other. */
class RefusedFormsTest {
    private static final String FULL = "/stats/summary";
    private static final String FAST = "/stats/summary?only_cpu_and_memory=true";
    private static final String RESOURCE = "/metrics/resource";
    private static final byte[] SUMMARY = RecordedAnswers.bytes("1.37/stats-summary.json");
    private static final byte[] CHEAP_SUMMARY = RecordedAnswers.bytes("1.37/stats-summary-cpu-memory.json");
    private static final String RESOURCE_METRICS = RecordedAnswers.text("1.37/metrics-resource.txt");

    private static final String NODE = "n1";

    private final FakeKubelet kubelet = FakeKubelet.plain();
    private final HttpKubeletClient client = Asking.client(Asking.LONG);

    @BeforeEach
    void start() {
        client.start();
    }

    @AfterEach
    void stop() {
        client.close();
        kubelet.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 403, 404, 405, 406, 410, 429, 500, 501, 502, 503, 504})
    void asksForResourceMetricsWhereTheSummaryIsRefused(int status) throws Exception {
        kubelet.answer(FULL, FakeAnswer.text(status, "no"));
        kubelet.answer(RESOURCE, FakeAnswer.text(200, RESOURCE_METRICS));

        KubeletAnswer answer = answer(Lane.FULL);

        assertThat(answer.batch().form()).isEqualTo(AnswerForm.RESOURCE_METRICS);
        assertThat(answer.batch().pods()).hasSize(3);
        assertThat(answer.fullFailure())
                .hasValueSatisfying(failure -> assertThat(failure).hasMessageContaining(FULL + ": "));
    }

    static Stream<Arguments> badAnswers() {
        return Stream.of(
                Arguments.of("no JSON", FakeAnswer.json("<html>".getBytes(UTF_8))),
                Arguments.of("another type", FakeAnswer.of(200, "text/html", "<html>".getBytes(UTF_8))),
                Arguments.of("a broken zip", FakeAnswer.encoded("gzip", new byte[] {1, 2, 3})),
                Arguments.of("too much", FakeAnswer.endless(200, "text/plain", new byte[10_000])),
                Arguments.of("cut off", FakeAnswer.truncated(SUMMARY, 5_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badAnswers")
    void asksForTheOtherFormWhereOneIsBad(String name, FakeAnswer bad) throws Exception {
        kubelet.answer(FULL, bad);
        kubelet.answer(RESOURCE, FakeAnswer.text(200, RESOURCE_METRICS));
        AnswerForm full = answer(Lane.FULL).batch().form();
        kubelet.answer(RESOURCE, bad);
        kubelet.answer(FAST, FakeAnswer.json(CHEAP_SUMMARY));
        AnswerForm fast = answer(Lane.FAST).batch().form();

        assertThat(full).isEqualTo(AnswerForm.RESOURCE_METRICS);
        assertThat(fast).isEqualTo(AnswerForm.SUMMARY_CPU_AND_MEMORY);
    }

    @Test
    void asksForTheOtherFormAtHalfTimeWhereOneHangs() throws Exception {
        try (HttpKubeletClient impatient = Asking.client(Duration.ofSeconds(2))) {
            impatient.start();
            kubelet.answer(FULL, FakeAnswer.never());
            kubelet.answer(RESOURCE, FakeAnswer.text(200, RESOURCE_METRICS));
            KubeletAnswer full = Asking.answerOf(impatient.ask(kubelet.target(NODE), Lane.FULL));
            kubelet.answer(RESOURCE, FakeAnswer.never());
            kubelet.answer(FAST, FakeAnswer.json(CHEAP_SUMMARY));
            KubeletAnswer fast = Asking.answerOf(impatient.ask(kubelet.target(NODE), Lane.FAST));
            KubeletAnswer next = Asking.answerOf(impatient.ask(kubelet.target(NODE), Lane.FAST));

            assertThat(full.batch().form()).isEqualTo(AnswerForm.RESOURCE_METRICS);
            assertThat(full.fullFailure())
                    .hasValueSatisfying(failure -> assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT));
            assertThat(fast.batch().form()).isEqualTo(AnswerForm.SUMMARY_CPU_AND_MEMORY);
            assertThat(next.batch().form()).isEqualTo(AnswerForm.SUMMARY_CPU_AND_MEMORY);
            assertThat(kubelet.asked())
                    .extracting(FakeKubelet.Asked::pathAndQuery)
                    .as("the form that hung is left alone for a while")
                    .containsExactly(FULL, RESOURCE, RESOURCE, FAST, FAST);
        }
    }

    @Test
    void asksForNothingElseWhereTheFirstFormCame() throws Exception {
        kubelet.answer(FULL, FakeAnswer.json(SUMMARY));
        kubelet.answer(RESOURCE, FakeAnswer.text(200, RESOURCE_METRICS));

        assertThat(answer(Lane.FULL).fullFailure()).isEmpty();
        answer(Lane.FAST);

        assertThat(kubelet.asked()).extracting(FakeKubelet.Asked::pathAndQuery).containsExactly(FULL, RESOURCE);
    }

    @Test
    void fallsBackToTheShortSummaryWhereTheFullOneFailsAndResourceMetricsAreRefused() throws Exception {
        kubelet.answer(FAST, FakeAnswer.json(CHEAP_SUMMARY));
        answer(Lane.FAST);
        kubelet.answer(FULL, FakeAnswer.text(500, "no"));

        KubeletAnswer answer = answer(Lane.FULL);

        assertThat(answer.batch().form()).isEqualTo(AnswerForm.SUMMARY_CPU_AND_MEMORY);
        assertThat(answer.fullFailure()).isPresent();
    }

    @Test
    void asksForFormsThatStateTheNameWhereTwoTargetsShareAnEndpoint() throws Exception {
        kubelet.answer(FAST, FakeAnswer.json(CHEAP_SUMMARY));
        kubelet.answer(RESOURCE, FakeAnswer.text(200, RESOURCE_METRICS));
        client.targets(List.of(kubelet.target(NODE), kubelet.target("dead")));

        answer(Lane.FAST);
        client.targets(List.of(kubelet.target(NODE)));
        answer(Lane.FAST);

        assertThat(kubelet.asked()).extracting(FakeKubelet.Asked::pathAndQuery).containsExactly(FAST, RESOURCE);
    }

    /** After a Summary with another node's name, the fast lane avoids forms without a name until a Summary matches. */
    @Test
    void asksForFormsThatStateTheNameUntilASummaryOfTheNodeCame() throws Exception {
        kubelet.answer(FULL, FakeAnswer.json(SUMMARY));
        kubelet.answer(FAST, FakeAnswer.json(CHEAP_SUMMARY));
        kubelet.answer(RESOURCE, FakeAnswer.text(200, RESOURCE_METRICS));
        client.proofs().mistaken(NODE);

        answer(Lane.FAST);
        answer(Lane.FAST);

        assertThat(kubelet.asked()).extracting(FakeKubelet.Asked::pathAndQuery).containsExactly(FAST, RESOURCE);
    }

    @Test
    void takesNoFormWithoutANameWhereTwoTargetsShareAnEndpoint() {
        kubelet.answer(FULL, FakeAnswer.text(500, "no"));
        kubelet.answer(FAST, FakeAnswer.text(500, "no"));
        kubelet.answer(RESOURCE, FakeAnswer.text(200, RESOURCE_METRICS));
        client.targets(List.of(kubelet.target(NODE), kubelet.target("dead")));

        failure(Lane.FULL);
        failure(Lane.FAST);

        assertThat(kubelet.asked()).extracting(FakeKubelet.Asked::pathAndQuery).containsExactly(FULL, FAST, FAST);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 410, 429, 500, 501, 503})
    void asksForTheShortSummaryWhereTheFastLaneIsRefusedResourceMetrics(int status) throws Exception {
        kubelet.answer(RESOURCE, FakeAnswer.text(status, "no"));
        kubelet.answer(FAST, FakeAnswer.json(CHEAP_SUMMARY));

        assertThat(answer(Lane.FAST).batch().form()).isEqualTo(AnswerForm.SUMMARY_CPU_AND_MEMORY);
    }

    @Test
    void remembersInTheFastLaneThatResourceMetricsAreRefused() throws Exception {
        kubelet.answer(FAST, FakeAnswer.json(CHEAP_SUMMARY));

        answer(Lane.FAST);
        answer(Lane.FAST);

        assertThat(kubelet.asked()).extracting(FakeKubelet.Asked::pathAndQuery).containsExactly(RESOURCE, FAST, FAST);
    }

    @Test
    void triesResourceMetricsAgainAfterEachFullAnswer() throws Exception {
        kubelet.answer(FAST, FakeAnswer.json(CHEAP_SUMMARY));
        kubelet.answer(FULL, FakeAnswer.json(SUMMARY));
        answer(Lane.FAST);
        kubelet.answer(RESOURCE, FakeAnswer.text(200, RESOURCE_METRICS));

        answer(Lane.FULL);

        assertThat(answer(Lane.FAST).batch().form()).isEqualTo(AnswerForm.RESOURCE_METRICS);
    }

    @Test
    void triesResourceMetricsAgainOnceTheShortSummaryIsRefused() throws Exception {
        kubelet.answer(FAST, FakeAnswer.json(CHEAP_SUMMARY));
        answer(Lane.FAST);
        kubelet.answer(FAST, FakeAnswer.text(404, "gone"));
        kubelet.answer(RESOURCE, FakeAnswer.text(200, RESOURCE_METRICS));

        answer(Lane.FAST);
        answer(Lane.FAST);

        assertThat(kubelet.asked())
                .extracting(FakeKubelet.Asked::pathAndQuery)
                .containsExactly(RESOURCE, FAST, FAST, RESOURCE, RESOURCE);
    }

    @Test
    void reportsTheSummarysRefusalIfBothAreRefused() {
        kubelet.answer(FULL, FakeAnswer.text(404, "no summary"));
        kubelet.answer(RESOURCE, FakeAnswer.text(500, "no metrics"));

        KubeletException failure = failure(Lane.FULL);

        assertThat(failure.reason()).isEqualTo(Reason.HTTP_ERROR);
        assertThat(failure).hasMessageContaining(FULL + ": the kubelet answered 404: no summary");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 501})
    void tellsAKubeletWithoutStatisticsFromOneThatFails(int status) {
        kubelet.answer(FAST, FakeAnswer.text(404, "404 page not found"));
        kubelet.answer(RESOURCE, FakeAnswer.text(status, "not implemented"));

        KubeletException failure = failure(Lane.FAST);

        assertThat(failure.reason()).isEqualTo(Reason.UNSUPPORTED);
        assertThat(failure)
                .hasMessageContaining(
                        "it has no statistics (404 for /stats/summary, " + status + " for /metrics/resource)")
                .hasMessageContaining("--node-selector 'type!=virtual-kubelet'");
    }

    @Test
    void takesNoPermissionForNoStatistics() {
        kubelet.answer(FULL, FakeAnswer.text(403, "no"));

        assertThat(failure(Lane.FULL).reason()).isEqualTo(Reason.FORBIDDEN);
    }

    @Test
    void namesTheSummaryInBothLanesWhereNothingIsPermitted() {
        for (String path : new String[] {FULL, FAST, RESOURCE}) {
            kubelet.answer(path, FakeAnswer.text(403, "no"));
        }

        assertThat(failure(Lane.FULL)).hasMessageContaining("allow us to get the resource nodes/stats");
        assertThat(failure(Lane.FAST)).hasMessageContaining("allow us to get the resource nodes/stats");
    }

    private KubeletException failure(Lane lane) {
        return Asking.failureOf(client.ask(kubelet.target(NODE), lane));
    }

    private KubeletAnswer answer(Lane lane) throws Exception {
        return Asking.answerOf(client.ask(kubelet.target(NODE), lane));
    }
}
