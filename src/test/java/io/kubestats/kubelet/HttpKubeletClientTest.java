package io.kubestats.kubelet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.kubelet.tls.KubeletTlsTest;
import io.kubestats.model.AnswerForm;
import io.kubestats.model.Lane;
import io.kubestats.testing.FakeAnswer;
import io.kubestats.testing.FakeKubelet;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of all outcomes of a request over plain HTTP; {@link KubeletTlsTest} adds those of TLS. */
class HttpKubeletClientTest {
    private static final String FULL = "/stats/summary";
    private static final String FAST = "/metrics/resource";
    private static final String RESOURCE = "/metrics/resource";
    private static final byte[] SUMMARY = RecordedAnswers.bytes("1.37/stats-summary.json");
    private static final String RESOURCE_METRICS = RecordedAnswers.text("1.37/metrics-resource.txt");

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

    @Test
    void asksForTheShortFormZippedInTheFastLane() throws Exception {
        kubelet.answer(FAST, FakeAnswer.gzip(RESOURCE_METRICS));

        KubeletAnswer answer = answer(Lane.FAST);

        assertThat(answer.batch().form()).isEqualTo(AnswerForm.RESOURCE_METRICS);
        assertThat(answer.batch().node()).isEqualTo("n1");
        assertThat(answer.bodyBytes()).isEqualTo(RESOURCE_METRICS.length());
        assertThat(kubelet.asked().get(0).acceptEncoding()).isEqualTo("gzip");
        assertThat(kubelet.asked()).extracting(FakeKubelet.Asked::pathAndQuery).containsExactly(FAST);
    }

    @Test
    void asksForAllInTheFullLane() throws Exception {
        kubelet.answer(FULL, FakeAnswer.json(SUMMARY));

        KubeletAnswer answer = answer(Lane.FULL);

        assertThat(answer.batch().form()).isEqualTo(AnswerForm.SUMMARY);
        assertThat(kubelet.asked()).extracting(FakeKubelet.Asked::pathAndQuery).containsExactly(FULL);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "4, 1", "8, 2", "16, 4", "64, 4"})
    void readsAnswersOnOneThreadWhereThereAreFewProcessors(int processors, int threads) {
        assertThat(HttpKubeletClient.selectors(processors)).isEqualTo(threads);
    }

    @Test
    void keepsItsConnection() throws Exception {
        kubelet.answer(FAST, FakeAnswer.gzip(RESOURCE_METRICS));

        for (int i = 0; i < 20; i++) {
            answer(Lane.FAST);
        }

        assertThat(kubelet.asked()).hasSize(20);
        assertThat(kubelet.acceptedConnections()).isOne();
    }

    @Test
    void forgetsKubeletsThatThereIsNoConnectionTo() throws Exception {
        kubelet.answer(FAST, FakeAnswer.gzip(RESOURCE_METRICS));
        int known = 50;
        for (int i = 0; i < known; i++) {
            Asking.answerOf(client.ask(kubelet.target("n" + i), Lane.FAST));
        }

        client.sweep();
        assertThat(client.knownCount()).as("all are connected").isEqualTo(known);
        kubelet.close();
        await().untilAsserted(() -> {
            client.sweep();
            assertThat(client.knownCount()).isZero();
        });

        try (FakeKubelet other = FakeKubelet.plain().answer(FAST, FakeAnswer.gzip(RESOURCE_METRICS))) {
            Asking.answerOf(client.ask(other.target("n1"), Lane.FAST));
        }
    }

    @Test
    void keepsItsConnectionAfterARefusal() throws Exception {
        kubelet.answer(FULL, FakeAnswer.text(500, "no"));

        for (int i = 0; i < 5; i++) {
            failure(Lane.FULL);
        }

        assertThat(kubelet.acceptedConnections()).isOne();
    }

    @Test
    void takesAZippedAnswer() throws Exception {
        kubelet.answer(FULL, FakeAnswer.gzip(SUMMARY));

        KubeletAnswer answer = answer(Lane.FULL);

        assertThat(answer.bodyBytes()).isEqualTo(SUMMARY.length);
        assertThat(kubelet.asked().get(0).acceptEncoding()).isEqualTo("gzip");
    }

    /** Consecutive responses share a buffer. */
    @Test
    void doesNotTakeTheEndOfACutAnswerFromTheOneBefore() throws Exception {
        kubelet.answer(FULL, FakeAnswer.json(SUMMARY));
        answer(Lane.FULL);

        kubelet.answer(FULL, FakeAnswer.json(Arrays.copyOf(SUMMARY, SUMMARY.length - 10)));

        assertThat(failure(Lane.FULL).reason()).isEqualTo(Reason.PARSE);
    }

    @Test
    void takesJsonThatIsCalledPlainTextByTheVirtualKubelet() throws Exception {
        kubelet.answer(FULL, FakeAnswer.of(200, "text/plain; charset=utf-8", SUMMARY));

        assertThat(answer(Lane.FULL).batch().pods()).hasSize(3);
    }

    @Test
    void sendsNoTokenOverPlainHttp() throws Exception {
        kubelet.answer(FULL, FakeAnswer.json(SUMMARY));

        answer(Lane.FULL);

        assertThat(kubelet.asked().get(0).authorization()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401|UNAUTHORIZED|401, the kubelet does not recognize our credentials; credentials are not sent over"
                        + " plain http",
                "500|HTTP_ERROR|the kubelet answered 500: failed to get root cgroup stats: it is gone",
                "429|HTTP_ERROR|the kubelet answered 429: failed to get root",
                "204|HTTP_ERROR|the kubelet answered 204",
                "301|HTTP_ERROR|the answer is a redirect (301), which is not followed"
            })
    void classifiesOtherStatuses(int status, Reason reason, String message) {
        kubelet.answer(
                FULL,
                status == 204
                        ? FakeAnswer.of(204, "", new byte[0])
                        : FakeAnswer.text(status, "failed to get root\n\tcgroup stats: it is gone\n"));

        KubeletException failure = failure(Lane.FULL);

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure).hasMessageContaining("node n1 at " + kubelet.endpoint() + FULL + ": " + message);
    }

    @Test
    void followsNoRedirect() {
        kubelet.answer("/elsewhere", FakeAnswer.json(SUMMARY));
        kubelet.answer(FULL, (response, callback) -> {
            response.getHeaders().put("Location", "/elsewhere");
            FakeAnswer.text(302, "").write(response, callback);
        });

        KubeletException failure = failure(Lane.FULL);

        assertThat(failure.reason()).isEqualTo(Reason.HTTP_ERROR);
        assertThat(kubelet.asked()).extracting(FakeKubelet.Asked::pathAndQuery).containsExactly(FULL, RESOURCE);
    }

    @Test
    void keepsNoCookie() throws Exception {
        kubelet.answer(FULL, (response, callback) -> {
            response.getHeaders().put("Set-Cookie", "a=b; Path=/");
            FakeAnswer.json(SUMMARY).write(response, callback);
        });

        answer(Lane.FULL);
        answer(Lane.FULL);

        assertThat(kubelet.asked()).extracting(FakeKubelet.Asked::cookie).containsOnly("");
    }

    @Test
    void quotesNoMoreThanTheBeginningOfAnErrorsText() {
        kubelet.answer(FULL, FakeAnswer.text(500, "x".repeat(50_000)));

        assertThat(failure(Lane.FULL)).hasMessageEndingWith("500: " + "x".repeat(100) + "…");
    }

    @Test
    void quotesNothingOfAnErrorThatIsNoText() {
        kubelet.answer(FULL, FakeAnswer.of(502, "image/png", new byte[] {1, 2}));

        assertThat(failure(Lane.FULL)).hasMessageEndingWith("the kubelet answered 502");
    }

    @Test
    void knowsAnErrorByItsStatusEvenIfItsTextHasNoEnd() {
        kubelet.answer(FULL, FakeAnswer.endless(500, "text/plain", "no ".getBytes(UTF_8)));

        assertThat(failure(Lane.FULL).reason()).isEqualTo(Reason.HTTP_ERROR);
    }

    @Test
    void namesThePermissionThatIsMissing() {
        kubelet.answer(FULL, FakeAnswer.text(403, "Forbidden (user=system:anonymous, verb=get, resource=nodes)"));
        kubelet.answer(RESOURCE, FakeAnswer.text(403, "Forbidden"));

        KubeletException failure = failure(Lane.FULL);

        assertThat(failure.reason()).isEqualTo(Reason.FORBIDDEN);
        assertThat(failure)
                .hasMessageContaining("allow us to get the resource nodes/stats: Forbidden (user=system:anonymous");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html; charset=utf-8", "application/xml", "application/jsonp", ""})
    void refusesOtherContentTypes(String type) {
        kubelet.answer(FULL, FakeAnswer.of(200, type, SUMMARY));

        KubeletException failure = failure(Lane.FULL);

        assertThat(failure.reason()).isEqualTo(Reason.PARSE);
        assertThat(failure)
                .hasMessageContaining(type.isEmpty() ? "no content type" : "the answer has content type " + type);
    }

    @Test
    void refusesEncodingsThatItDidNotAskFor() {
        kubelet.answer(FULL, FakeAnswer.encoded("br", SUMMARY));

        KubeletException failure = failure(Lane.FULL);

        assertThat(failure.reason()).isEqualTo(Reason.PARSE);
        assertThat(failure).hasMessageContaining("the answer's encoding is br, not gzip");
    }

    @Test
    void refusesGzipThatIsNone() {
        kubelet.answer(FULL, FakeAnswer.encoded("gzip", SUMMARY));

        assertThat(failure(Lane.FULL).reason()).isEqualTo(Reason.PARSE);
    }

    @Test
    void refusesGzipThatIsCutOff() {
        byte[] zipped = FakeAnswer.zipped(SUMMARY);
        kubelet.answer(FULL, FakeAnswer.encoded("gzip", Arrays.copyOf(zipped, zipped.length / 2)));

        KubeletException failure = failure(Lane.FULL);

        assertThat(failure.reason()).isEqualTo(Reason.PARSE);
        assertThat(failure).hasMessageContaining("labelled gzip but is not, or is truncated");
    }

    @Test
    void refusesAZipBomb() {
        kubelet.answer(FULL, FakeAnswer.gzip(new byte[64 << 20]));

        KubeletException failure = failure(Lane.FULL);

        assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(failure)
                .hasMessageContaining("larger than 100000 bytes; raise the limit with --kubelet-max-body-bytes");
    }

    @Test
    void refusesABodyThatIsAnnouncedTooLarge() {
        kubelet.answer(FULL, FakeAnswer.json(new byte[Asking.LIMIT + 1]));

        assertThat(failure(Lane.FULL).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void refusesABodyWithoutAnEnd() {
        kubelet.answer(FULL, FakeAnswer.endless(200, "application/json", new byte[10_000]));

        assertThat(failure(Lane.FULL).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void takesABodyOfJustTheLimit() throws Exception {
        byte[] padded = Arrays.copyOf(SUMMARY, Asking.LIMIT);
        Arrays.fill(padded, SUMMARY.length, Asking.LIMIT, (byte) ' ');
        String text = RESOURCE_METRICS + "\n".repeat(Asking.LIMIT - RESOURCE_METRICS.length());
        kubelet.answer(FULL, FakeAnswer.json(padded));
        kubelet.answer(FAST, FakeAnswer.gzip(text));

        assertThat(answer(Lane.FULL).bodyBytes()).isEqualTo(Asking.LIMIT);
        assertThat(answer(Lane.FAST).bodyBytes()).isEqualTo(Asking.LIMIT);
    }

    @Test
    void refusesAnAnswerThatIsNotJson() {
        kubelet.answer(FULL, FakeAnswer.json("<html>".getBytes(UTF_8)));

        KubeletException failure = failure(Lane.FULL);

        assertThat(failure.reason()).isEqualTo(Reason.PARSE);
        assertThat(failure).hasMessageContaining("node n1").hasMessageContaining("it is not JSON");
    }

    @Test
    void sortsAnAnswerThatIsCutOffWithTheConnection() {
        kubelet.answer(FULL, FakeAnswer.truncated(SUMMARY, 5_000));

        KubeletException failure = failure(Lane.FULL);

        assertThat(failure.reason()).isEqualTo(Reason.CONNECT);
        assertThat(failure).hasMessageContaining("the connection was closed before the answer was complete");
    }

    /** With at most two connections, the last request is sent only if cancellation has released them. */
    @Test
    void freesTheConnectionWhenCancelled() throws Exception {
        for (int i = 0; i < 5; i++) {
            CountDownLatch seen = new CountDownLatch(1);
            kubelet.answer(FULL, FakeAnswer.never(seen));
            CompletableFuture<KubeletAnswer> asked = client.ask(kubelet.target("n1"), Lane.FULL);
            assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();
            asked.cancel(true);
        }
        kubelet.answer(FULL, FakeAnswer.json(SUMMARY));

        KubeletAnswer answer = answer(Lane.FULL);

        assertThat(answer.batch().pods()).hasSize(3);
    }

    @Test
    void endsWhatIsInFlightAsCancelledWhenClosed() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        kubelet.answer(FULL, FakeAnswer.never(seen));
        CompletableFuture<KubeletAnswer> asked = client.ask(kubelet.target("n1"), Lane.FULL);
        assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();

        client.close();

        assertThat(Asking.failureOf(asked).reason()).isEqualTo(Reason.CANCELLED);
        assertThat(failure(Lane.FULL).reason()).isEqualTo(Reason.CANCELLED);
    }

    @Test
    void answersOthersWhileOneKubeletHangs() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        kubelet.answer(FULL, FakeAnswer.never(seen));
        try (FakeKubelet other = FakeKubelet.plain()) {
            other.answer(FULL, FakeAnswer.json(RecordedAnswers.bytes("1.37/stats-summary.json", "n2")));
            CompletableFuture<KubeletAnswer> hanging = client.ask(kubelet.target("n1"), Lane.FULL);
            assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();

            KubeletAnswer answer = client.ask(other.target("n2"), Lane.FULL).get(10, TimeUnit.SECONDS);

            assertThat(answer.batch().node()).isEqualTo("n2");
            assertThat(hanging).isNotDone();
        }
    }

    private KubeletAnswer answer(Lane lane) throws Exception {
        return client.ask(kubelet.target("n1"), lane).get(20, TimeUnit.SECONDS);
    }

    private KubeletException failure(Lane lane) {
        return Asking.failureOf(client.ask(kubelet.target("n1"), lane));
    }
}
