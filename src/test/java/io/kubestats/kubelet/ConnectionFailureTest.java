package io.kubestats.kubelet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import io.kubestats.testing.FakeAnswer;
import io.kubestats.testing.FakeKubelet;
import io.kubestats.testing.FakeSocket;
import io.kubestats.testing.Program;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of kubelets that are absent or too slow, and of other servers in their place. */
class ConnectionFailureTest {
    private static final String FULL = "/stats/summary";
    private static final String FAST = "/stats/summary?only_cpu_and_memory=true";
    private static final String RESOURCE = "/metrics/resource";
    private static final byte[] SUMMARY = RecordedAnswers.bytes("1.37/stats-summary.json");

    private final FakeKubelet kubelet = FakeKubelet.plain();
    private final HttpKubeletClient client = Asking.client(Asking.LONG);
    private final HttpKubeletClient impatient = Asking.client(Asking.SHORT);

    @BeforeEach
    void start() {
        client.start();
        impatient.start();
    }

    @AfterEach
    void stop() {
        client.close();
        impatient.close();
        kubelet.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"FAST", "FULL"})
    void givesUpAtTheDeadline(Lane lane) {
        kubelet.answer(lane == Lane.FAST ? FAST : FULL, FakeAnswer.never());

        KubeletException failure = failure(lane);

        assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(failure).hasMessageContaining("no answer within 300 ms");
    }

    @Test
    void countsTheBodyIntoTheDeadline() {
        kubelet.answer(FULL, FakeAnswer.stalled(Arrays.copyOf(SUMMARY, 100)));

        assertThat(failure(Lane.FULL).reason()).isEqualTo(Reason.TIMEOUT);
    }

    @Test
    void countsTheFallbackIntoTheDeadline() {
        kubelet.answer(RESOURCE, FakeAnswer.never());

        assertThat(failure(Lane.FULL).reason()).isEqualTo(Reason.TIMEOUT);
    }

    @Test
    void saysThatNothingListens() throws IOException {
        int port = Program.freePort();

        KubeletException failure = Asking.failureOf(
                client.ask(new KubeletTarget("n1", URI.create("http://127.0.0.1:" + port)), Lane.FAST));

        assertThat(failure.reason()).isEqualTo(Reason.CONNECT);
        assertThat(failure).hasMessageContaining("nothing listens there, or a firewall refuses");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void countsTheConnectionIntoTheDeadline(String scheme) {
        try (FakeSocket socket = FakeSocket.silent()) {
            KubeletException failure =
                    Asking.failureOf(impatient.ask(new KubeletTarget("n1", socket.endpoint(scheme)), Lane.FAST));

            assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
        }
    }

    @Test
    void saysThatWhatAnswersDoesNotSpeakHttp() {
        try (FakeSocket socket = FakeSocket.saying("SSH-2.0-OpenSSH_9.2\r\n\r\n".getBytes(UTF_8))) {
            KubeletException failure =
                    Asking.failureOf(client.ask(new KubeletTarget("n1", socket.endpoint("http")), Lane.FAST));

            assertThat(failure.reason()).isEqualTo(Reason.PARSE);
            assertThat(failure).hasMessageContaining("the peer does not speak HTTP/1.1");
        }
    }

    @Test
    void saysThatTheConnectionWasClosedWithoutAWord() {
        try (FakeSocket socket = FakeSocket.saying(new byte[0])) {
            KubeletException failure =
                    Asking.failureOf(client.ask(new KubeletTarget("n1", socket.endpoint("http")), Lane.FAST));

            assertThat(failure.reason()).isEqualTo(Reason.CONNECT);
            assertThat(failure).hasMessageContaining("the connection was closed before the answer was complete");
        }
    }

    @Test
    void saysThatTheNameCannotBeResolved() {
        KubeletException failure = Asking.failureOf(
                client.ask(new KubeletTarget("n1", URI.create("http://no-such-node.invalid:10250")), Lane.FAST));

        assertThat(failure.reason()).isEqualTo(Reason.CONNECT);
        assertThat(failure).hasMessageContaining("the name no-such-node.invalid cannot be resolved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1:1", "http:/nowhere", "nowhere"})
    void saysThatTheAddressIsNone(String endpoint) {
        KubeletException failure =
                Asking.failureOf(client.ask(new KubeletTarget("n1", URI.create(endpoint)), Lane.FAST));

        assertThat(failure.reason()).isEqualTo(Reason.CONNECT);
        assertThat(failure.getMessage()).hasLineCount(1);
    }

    private KubeletException failure(Lane lane) {
        return Asking.failureOf(impatient.ask(kubelet.target("n1"), lane));
    }
}
