package io.kubestats.kubelet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.model.AnswerForm;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import io.kubestats.testing.RawKubelet;
import io.kubestats.testing.RawKubelet.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that protocol violations by kubelets and proxies affect no later attempt. */
class OddAnswersTest {
    private static final String NODE = "n1";
    private static final String HINTS = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n";
    private static final Answer HONEST = OddAnswersTest::honest;

    private final RawKubelet kubelet = RawKubelet.answering(HONEST);
    private final HttpKubeletClient client = Asking.client(Asking.SHORT);

    @BeforeEach
    void start() {
        client.start();
    }

    @AfterEach
    void stop() {
        client.close();
        kubelet.close();
    }

    static Stream<Arguments> oddAnswers() {
        return Stream.of(
                odd("100 before the answer", Answer.before(interim(100), HONEST)),
                odd("102 before the answer", Answer.before(interim(102), HONEST)),
                odd("103 before the answer", Answer.before(HINTS, HONEST)),
                odd("199 before the answer", Answer.before(interim(199), HONEST)),
                odd("different interim answers", Answer.before(interim(100) + interim(102) + HINTS, HONEST)),
                odd("more interim answers than are skipped", Answer.before(HINTS.repeat(50), HONEST)),
                odd("100 and silence", Answer.saying(interim(100))),
                odd("100 and the end", Answer.closingAfter(interim(100))),
                odd("the beginning of 103", Answer.saying("HTTP/1.1 103 Early Hints\r\nLink: ")),
                odd("199 for ever", Answer.endless("", interim(199))),
                odd(
                        "a switch of protocols",
                        Answer.saying("HTTP/1.1 101 Go\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n")),
                odd("a switch with bytes behind", Answer.saying("HTTP/1.1 101 Go\r\nUpgrade: x\r\n\r\nSPDY and more")),
                odd("a bare switch", Answer.saying("HTTP/1.1 101 Go\r\n\r\n")),
                odd("204", Answer.saying("HTTP/1.1 204 No Content\r\n\r\n")),
                odd("204 with a body", Answer.saying("HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\nbody")),
                odd("205", Answer.saying("HTTP/1.1 205 Reset\r\n\r\n")),
                odd("205 with a body", Answer.saying("HTTP/1.1 205 Reset\r\nContent-Length: 4\r\n\r\nbody")),
                odd("304", Answer.saying("HTTP/1.1 304 Not Modified\r\n\r\n")),
                odd("304 with a body", Answer.saying("HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\nbody")),
                odd("a redirect", Answer.saying("HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n")),
                odd(
                        "401 that asks",
                        Answer.saying("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n")),
                odd(
                        "407 that asks",
                        Answer.saying("HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n")),
                odd("417", Answer.saying("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n")),
                odd("999", Answer.saying("HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n")),
                odd("an error without an end", Answer.endless("HTTP/1.1 500 No\r\n\r\n", "no ")),
                odd("no length and no end", Answer.saying("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n# x\n")),
                odd("too little", Answer.saying(ok("Content-Length: 100") + "{}")),
                odd("too little and the end", Answer.closingAfter(ok("Content-Length: 100") + "{}")),
                odd("too much", Answer.saying(ok("Content-Length: 2") + "{}{}{}{}")),
                odd("two answers for one question", OddAnswersTest::honestTwice),
                odd("two lengths", Answer.saying(ok("Content-Length: 2\r\nContent-Length: 3") + "{}")),
                odd("a length below zero", Answer.saying(ok("Content-Length: -1") + "{}")),
                odd("a length beyond all numbers", Answer.saying(ok("Content-Length: 99999999999999999999") + "{}")),
                odd("length and chunks", Answer.saying(ok("Content-Length: 2\r\nTransfer-Encoding: chunked") + "{}")),
                odd("a chunk without an end", Answer.saying(chunks("ffff\r\n{}"))),
                odd("a chunk of no size", Answer.saying(chunks("xyz\r\n{}\r\n"))),
                odd("endless extension of a chunk", Answer.endless(chunks("2;"), "a=b;")),
                odd("endless chunks", Answer.endless(chunks(""), "1\r\n \r\n")),
                odd("endless trailers", Answer.endless(chunks("0\r\n"), "A: b\r\n")),
                odd("chunks with extension and trailer", OddAnswersTest::honestInChunks),
                odd("endless headers", Answer.endless("HTTP/1.1 200 OK\r\n", "A: b\r\n")),
                odd("an endless header", Answer.endless("HTTP/1.1 200 OK\r\nA: ", "bbbb")),
                odd("an endless status line", Answer.endless("HTTP/1.1 200 ", "OKOK")),
                odd("endless blank lines", Answer.endless("", "\r\n")),
                odd("half a status line", Answer.saying("HTTP/1.1 2")),
                odd("half a status line and the end", Answer.closingAfter("HTTP/1.1 2")),
                odd("half a head and the end", Answer.closingAfter("HTTP/1.1 200 OK\r\nContent-T")),
                odd("a head alone", Answer.saying(ok("Content-Length: 100"))),
                odd("HTTP/2", Answer.saying("\0\0\0\4\0\0\0\0\0")),
                odd("HTTP/0.9", Answer.closingAfter("{}")),
                odd("TLS", Answer.saying("\25\3\1\0\2\2\50")),
                odd("silence", Answer.saying("")),
                odd("the end", Answer.closingAfter("")));
    }

    /** Odd responses occupy the slots of both lanes before the kubelet responds correctly. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("oddAnswers")
    void endsEachAttemptAndHearsTheHonestAnswerAfterIt(String name, Answer odd) throws Exception {
        for (int i = 0; i < 3; i++) {
            kubelet.answer(odd);
            CompletableFuture<KubeletAnswer> full = ask(Lane.FULL);
            CompletableFuture<KubeletAnswer> fast = ask(Lane.FAST);
            assertThat(full.handle((answer, failure) -> true).get(20, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(fast.handle((answer, failure) -> true).get(20, TimeUnit.SECONDS))
                    .isTrue();

            kubelet.answer(HONEST);

            assertThat(answersWithin(2, Lane.FULL)).isTrue();
            assertThat(answersWithin(2, Lane.FAST)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 102, 103, 110, 199})
    void skipsInterimAnswersBeforeTheAnswerItself(int status) throws Exception {
        kubelet.answer(Answer.before(interim(status).repeat(InterimAnswers.MOST), HONEST));

        assertThat(Asking.answerOf(ask(Lane.FULL)).batch().form()).isEqualTo(AnswerForm.SUMMARY);
        assertThat(kubelet.asked()).isOne();
    }

    @Test
    void giveUpAtOnceAfterTooManyInterimAnswers() {
        try (HttpKubeletClient patient = Asking.client(Asking.LONG)) {
            patient.start();
            kubelet.answer(Answer.endless("", HINTS));

            KubeletException failure =
                    Asking.failureOf(patient.ask(new KubeletTarget(NODE, kubelet.endpoint()), Lane.FAST));

            assertThat(failure).hasMessageContaining("the kubelet answered 103");
        }
    }

    /** Returns whether an attempt succeeds in time; surplus bytes may spoil the next request, but no later one. */
    private boolean answersWithin(int resolutions, Lane lane) throws Exception {
        for (int i = 0; i < resolutions; i++) {
            boolean came = ask(lane)
                    .handle((answer, failure) ->
                            failure == null && answer.fullFailure().isEmpty())
                    .get(20, TimeUnit.SECONDS);
            if (came) {
                return true;
            }
        }
        return false;
    }

    private CompletableFuture<KubeletAnswer> ask(Lane lane) {
        return client.ask(new KubeletTarget(NODE, kubelet.endpoint()), lane);
    }

    private static Arguments odd(String name, Answer answer) {
        return Arguments.of(name, answer);
    }

    private static String interim(int status) {
        return "HTTP/1.1 " + status + " Wait\r\n\r\n";
    }

    private static String ok(String header) {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n" + header + "\r\n\r\n";
    }

    private static String chunks(String body) {
        return ok("Transfer-Encoding: chunked") + body;
    }

    private static boolean honest(String path, OutputStream out) throws IOException {
        byte[] body = body(path);
        String head = ok("Content-Length: " + body.length);
        return Answer.saying(head + new String(body, ISO_8859_1)).write(path, out);
    }

    private static boolean honestTwice(String path, OutputStream out) throws IOException {
        honest(path, out);
        return honest(path, out);
    }

    private static boolean honestInChunks(String path, OutputStream out) throws IOException {
        byte[] body = body(path);
        String chunk = Integer.toHexString(body.length) + ";a=b\r\n" + new String(body, ISO_8859_1) + "\r\n";
        return Answer.saying(chunks(chunk + "0\r\nA: b\r\n\r\n")).write(path, out);
    }

    private static byte[] body(String path) {
        return RecordedAnswers.bytes(
                switch (path) {
                    case "/metrics/resource" -> "1.37/metrics-resource.txt";
                    case "/stats/summary" -> "1.37/stats-summary.json";
                    default -> "1.37/stats-summary-cpu-memory.json";
                });
    }
}
