package io.kubestats.kubelet;

import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.model.KubeletTarget;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The target and query of a request, as context for error messages. */
record KubeletLocation(KubeletTarget target, KubeletQuery question) {
    /** Returns the full URI of the request. */
    URI uri() {
        String endpoint = target.endpoint().toString();
        String base = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
        String path = question == KubeletQuery.RESOURCE_METRICS ? target.resourceMetricsPath() : question.path();
        return URI.create(base + path);
    }

    String host() {
        String host = target.endpoint().getHost();
        return host == null ? target.endpoint().toString() : host;
    }

    KubeletException failure(Reason reason, String what, @Nullable Throwable cause) {
        return new KubeletException(reason, "node " + target.node() + " at " + uri() + ": " + what, cause);
    }
}
