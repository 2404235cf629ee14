package io.kubestats.kubelet;

import io.kubestats.kubelet.answer.BodyExcerpt;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.kubelet.tls.KubeletCredentials;
import io.kubestats.kubelet.tls.RefusedCertificateException;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;

/** Translation of lower-layer exceptions into failures of an attempt, with advice for operators. */
final class KubeletFailures {
    private static final int LONGEST_DETAIL = 150;
    private static final int DEEPEST_CAUSE = 16;

    /** The message of EMFILE and ENFILE, which Java reports through several exception classes. */
    private static final String TOO_MANY_FILES = "Too many open files";

    private KubeletFailures() {}

    /** Translates the failure of an attempt with the time limit {@code timeout}. */
    static KubeletException of(KubeletLocation where, Throwable failure, Duration timeout) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof KubeletException known) {
                return known;
            }
            Optional<KubeletException> found = known(where, cause, timeout);
            if (found.isPresent()) {
                return found.get();
            }
            cause = cause.getCause();
        }
        return where.failure(Reason.CONNECT, "the connection failed" + detail(failure), failure);
    }

    static KubeletException timedOut(KubeletLocation where, Duration timeout, Throwable cause) {
        return where.failure(
                Reason.TIMEOUT,
                "no answer within " + timeout.toMillis()
                        + " ms; the node is slow or a firewall swallows the connection",
                cause);
    }

    private static Optional<KubeletException> known(KubeletLocation where, Throwable cause, Duration timeout) {
        if (cause instanceof TimeoutException || cause instanceof SocketTimeoutException) {
            return Optional.of(timedOut(where, timeout, cause));
        }
        if (cause instanceof CancellationException) {
            return Optional.of(where.failure(Reason.CANCELLED, "the attempt was cancelled", cause));
        }
        if (cause instanceof SSLException || cause instanceof CertificateException) {
            return Optional.of(where.failure(Reason.TLS, tls(cause), cause));
        }
        if (cause instanceof HttpResponseException || cause instanceof HttpException) {
            return Optional.of(where.failure(Reason.PARSE, "the peer does not speak HTTP/1.1", cause));
        }
        return connection(where, cause).map(what -> where.failure(Reason.CONNECT, what, cause));
    }

    private static Optional<String> connection(KubeletLocation where, Throwable cause) {
        if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return Optional.of("the name " + where.host() + " cannot be resolved");
        }
        if (cause instanceof NoRouteToHostException) {
            return Optional.of("there is no route to " + where.host());
        }
        if (cause instanceof ConnectException) {
            return Optional.of("nothing listens there, or a firewall refuses" + detail(cause));
        }
        if (isClosedEarly(cause)) {
            return Optional.of("the connection was closed before the answer was complete");
        }
        if (String.valueOf(cause.getMessage()).contains(TOO_MANY_FILES)) {
            return Optional.of("this process has too many open files; raise its limit (ulimit -n, LimitNOFILE)");
        }
        return Optional.empty();
    }

    /** Returns whether {@code cause} is that the peer closed the connection before the response was complete. */
    static boolean isClosedEarly(@Nullable Throwable cause) {
        if (cause == null) {
            return false;
        }
        String message = String.valueOf(cause.getMessage());
        return cause instanceof EOFException
                || cause instanceof ClosedChannelException
                || message.contains("Connection reset")
                || message.contains("Broken pipe");
    }

    private static String tls(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof RefusedCertificateException) {
                return String.valueOf(cause.getMessage());
            }
            if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
                return "the kubelet's certificate is not valid now" + detail(cause) + "; renew it or check both clocks";
            }
            if (cause instanceof CertPathBuilderException) {
                return "the kubelet's certificate is signed by an unknown authority; give its certificate with "
                        + KubeletCredentials.CERTIFICATE_AUTHORITY + " FILE, or use "
                        + KubeletCredentials.INSECURE_TLS + " to take any certificate";
            }
            String message = String.valueOf(cause.getMessage());
            if (message.contains("recognized SSL message")) {
                return "the peer does not speak TLS; is it http:// ?";
            }
            if (message.contains("Received fatal alert")) {
                return "the kubelet refused the handshake" + detail(cause) + "; " + alertAdvice(message);
            }
            cause = cause.getCause();
        }
        return "the TLS handshake failed" + detail(failure);
    }

    private static String alertAdvice(String message) {
        return message.contains("internal_error")
                ? "it has no serving certificate yet: approve its certificate signing request"
                : "check " + KubeletCredentials.CLIENT_CERTIFICATE + " and " + KubeletCredentials.CLIENT_KEY;
    }

    private static String detail(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? "" : " (" + BodyExcerpt.of(message, LONGEST_DETAIL) + ")";
    }
}
