package io.kubestats.apiserver;

import io.kubestats.apiserver.ApiServerException.Reason;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Translator of transport failures into messages that operators can act on. */
final class ApiServerFailures {
    private static final int DEEPEST_CAUSE = 16;
    private static final String NETWORK = "; check, on this node, kube-proxy and the service CIDR, the FORWARD policy"
            + " (must be ACCEPT), and network policies for egress";

    private final URI server;
    private final Duration connectTimeout;

    ApiServerFailures(URI server, Duration connectTimeout) {
        this.server = server;
        this.connectTimeout = connectTimeout;
    }

    ApiServerException of(Throwable failure, Duration deadline) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            ApiServerException known = known(cause, failure, deadline);
            if (known != null) {
                return known;
            }
            cause = cause.getCause();
        }
        return exception(Reason.BROKEN, "the connection broke" + detail(failure), failure);
    }

    ApiServerException timedOut(Throwable cause, Duration deadline) {
        return exception(Reason.TIMEOUT, "it gave no answer within " + seconds(deadline), cause);
    }

    private @Nullable ApiServerException known(Throwable cause, Throwable failure, Duration deadline) {
        if (cause instanceof ApiServerException known) {
            return known;
        }
        if (cause instanceof SocketTimeoutException) {
            return exception(
                    Reason.CONNECT_TIMEOUT,
                    "no connection within " + seconds(connectTimeout) + ": packets get lost on the way" + NETWORK,
                    failure);
        }
        if (cause instanceof TimeoutException) {
            return timedOut(failure, deadline);
        }
        if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return exception(
                    Reason.CONNECT, "the name " + server.getHost() + " cannot be resolved; check DNS", failure);
        }
        if (cause instanceof NoRouteToHostException) {
            return exception(Reason.CONNECT, "there is no route to it" + NETWORK, failure);
        }
        if (cause instanceof ConnectException) {
            return exception(
                    Reason.CONNECT, "nothing listens there, or a firewall refuses" + detail(cause) + NETWORK, failure);
        }
        if (cause instanceof SSLException || cause instanceof CertificateException) {
            return exception(Reason.TLS, tls(cause), failure);
        }
        return null;
    }

    private static String tls(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
                return "its certificate is not valid now" + detail(cause) + "; renew it, or check both clocks";
            }
            if (cause instanceof CertPathBuilderException) {
                return "its certificate is not signed by the authority that we were given (ca.crt of the service"
                        + " account, or the kubeconfig's)";
            }
            cause = cause.getCause();
        }
        return "the TLS handshake failed" + detail(failure);
    }

    private ApiServerException exception(Reason reason, String what, Throwable cause) {
        return new ApiServerException(reason, "cannot reach the API server at " + server + ": " + what, cause);
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    private static String detail(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? ""
                : " (" + message.lines().findFirst().orElse("") + ")";
    }
}
