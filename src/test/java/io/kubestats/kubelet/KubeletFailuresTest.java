package io.kubestats.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.kubelet.tls.RefusedCertificateException;
import io.kubestats.model.KubeletTarget;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

public class KubeletFailuresTest {
    private static final KubeletLocation WHERE = new KubeletLocation(
            new KubeletTarget("n1", URI.create("https://10.0.0.7:10250")), KubeletQuery.FULL_SUMMARY);

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhatHappenedAndWhatToDo(Throwable failure, Reason reason, String what) {
        KubeletException wrapped = KubeletFailures.of(WHERE, new IOException("outer", failure), Duration.ofSeconds(1));

        assertThat(wrapped.reason()).isEqualTo(reason);
        assertThat(wrapped)
                .hasMessageStartingWith("node n1 at https://10.0.0.7:10250/stats/summary: ")
                .hasMessageContaining(what);
        assertThat(wrapped.getMessage()).matches("[ -~]+").doesNotContain("Exception");
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new TimeoutException("Total timeout"), Reason.TIMEOUT, "no answer within 1000 ms"),
                Arguments.of(new SocketTimeoutException(), Reason.TIMEOUT, "no answer within 1000 ms"),
                Arguments.of(new CancellationException(), Reason.CANCELLED, "cancelled"),
                Arguments.of(new ConnectException("Connection refused"), Reason.CONNECT, "(Connection refused)"),
                Arguments.of(new NoRouteToHostException(), Reason.CONNECT, "no route to 10.0.0.7"),
                Arguments.of(new UnresolvedAddressException(), Reason.CONNECT, "10.0.0.7 cannot be resolved"),
                Arguments.of(new EOFException(), Reason.CONNECT, "closed before the answer was complete"),
                Arguments.of(new ClosedChannelException(), Reason.CONNECT, "closed before the answer was complete"),
                Arguments.of(new IOException("Connection reset by peer"), Reason.CONNECT, "closed before the answer"),
                Arguments.of(new SocketException("Too many open files"), Reason.CONNECT, "raise its limit (ulimit -n"),
                Arguments.of(new IOException("Too many open files in system"), Reason.CONNECT, "too many open files"),
                Arguments.of(
                        new FileSystemException("/x", null, "Too many open files"), Reason.CONNECT, "raise its limit"),
                Arguments.of(new IOException("odd\n\tthing"), Reason.CONNECT, "the connection failed (outer)"),
                Arguments.of(
                        new SSLHandshakeException("Received fatal alert: bad_certificate"),
                        Reason.TLS,
                        "(Received fatal alert: bad_certificate); check --kubelet-client-certificate"),
                Arguments.of(
                        new SSLHandshakeException("(certificate_required) Received fatal alert: certificate_required"),
                        Reason.TLS,
                        "check --kubelet-client-certificate and --kubelet-client-key"),
                Arguments.of(
                        new SSLHandshakeException("Received fatal alert: internal_error"),
                        Reason.TLS,
                        "it has no serving certificate yet: approve its certificate signing request"),
                Arguments.of(
                        new SSLException("x", new CertificateExpiredException("NotAfter: yesterday")),
                        Reason.TLS,
                        "not valid now (NotAfter: yesterday); renew it or check both clocks"),
                Arguments.of(
                        new SSLException("x", new CertPathBuilderException("y")),
                        Reason.TLS,
                        "give its certificate with --kubelet-certificate-authority FILE, or use"
                                + " --kubelet-insecure-tls"),
                Arguments.of(
                        new SSLException("refused", new RefusedCertificateException("it is not for 10.0.0.7")),
                        Reason.TLS,
                        ": it is not for 10.0.0.7"),
                Arguments.of(new SSLException("unheard of"), Reason.TLS, "the TLS handshake failed (unheard of)"));
    }

    @Test
    void findsAnEndInCausesThatGoInACircle() {
        IOException first = new IOException("first");
        IOException second = new IOException("second", first);
        first.initCause(second);

        assertThat(KubeletFailures.of(WHERE, first, Duration.ofSeconds(1)).reason())
                .isEqualTo(Reason.CONNECT);
    }

    @Test
    void leavesWhatIsClassifiedAlone() {
        KubeletException known = new KubeletException(Reason.TOO_LARGE, "known", null);

        assertThat(KubeletFailures.of(WHERE, new IOException(known), Duration.ofSeconds(1)))
                .isSameAs(known);
    }
}
