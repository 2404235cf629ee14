package io.kubestats.metricsapi;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.kubestats.http.BodyWriter;
import io.kubestats.http.ResponseReset;
import io.kubestats.metricsapi.format.ApiAnswer;
import io.kubestats.metricsapi.format.ApiRequest;
import io.kubestats.metricsapi.format.ApiResource;
import io.kubestats.metricsapi.format.ApiStatus;
import io.kubestats.metricsapi.format.GzipWhenLarge;
import io.kubestats.metricsapi.format.NegotiatedFormat;
import io.kubestats.store.UsageView;
import io.kubestats.text.PrintableText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP handler that passes requests to {@link MetricsApi} and sends its responses. Thread-safe. */
final class ApiHandler implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);

    private final MetricsApi api;
    private final Supplier<UsageView> views;
    private final LongSupplier nanos;
    private final MetricsApiObserver observer;

    ApiHandler(MetricsApi api, Supplier<UsageView> views, LongSupplier nanos, MetricsApiObserver observer) {
        this.api = api;
        this.views = views;
        this.nanos = nanos;
        this.observer = observer;
    }

    @Override
    public void handle(Context context) throws IOException {
        long start = nanos.getAsLong();
        ApiRequest request = request(context);
        HttpServletResponse response = context.disableCompression().res();
        int status = respond(request, response);
        MetricsApi.path(request).ifPresent(path -> report(path, status, nanos.getAsLong() - start));
    }

    private void report(ApiPath path, int code, long took) {
        if (path instanceof ApiPath.Collection list) {
            String scope = list.namespace().isPresent() ? "namespace" : "cluster";
            observer.answered(list.resource().plural(), "list", scope, code, took);
        } else if (path instanceof ApiPath.Node) {
            observer.answered(ApiResource.NODES.plural(), "get", "object", code, took);
        } else if (path instanceof ApiPath.Pod) {
            observer.answered(ApiResource.PODS.plural(), "get", "object", code, took);
        }
    }

    /** Responds to a request. If it fails before anything is sent, the client gets a Status and the log the cause. */
    private int respond(ApiRequest request, HttpServletResponse response) throws IOException {
        try (UsageView view = views.get()) {
            ApiAnswer answer = api.answer(request, view);
            send(answer, request, response);
            return answer.status();
        } catch (RuntimeException e) {
            if (response.isCommitted()) {
                throw e;
            }
            LOG.atError()
                    .setMessage("Request failed")
                    .addKeyValue("method", request.method())
                    .addKeyValue("path", PrintableText.escape(request.path()))
                    .setCause(e)
                    .log();
        }
        ApiAnswer failed = ApiAnswer.of(
                ApiStatus.internalError("the request could not be answered"), NegotiatedFormat.ofStatus(request));
        ResponseReset.forget(response);
        send(failed, request, response);
        return failed.status();
    }

    private static void send(ApiAnswer answer, ApiRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        response.setHeader("Cache-Control", "no-cache, private");
        answer.headers().forEach(response::setHeader);
        response.setContentType(answer.contentType().isEmpty() ? null : answer.contentType());
        boolean gzip = request.header("accept-encoding").contains("gzip");
        GzipWhenLarge body = new GzipWhenLarge(response.getOutputStream(), new ServletHeaders(response), gzip);
        BodyWriter writer = new BodyWriter(body, BodyWriter.RECORD_BYTES);
        answer.body().writeTo(writer);
        writer.flush();
        body.finish();
    }

    private static ApiRequest request(Context context) {
        HttpServletRequest servlet = context.req();
        return new ApiRequest(
                servlet.getMethod(),
                decode(context.path()),
                QueryString.parse(Objects.requireNonNullElse(servlet.getQueryString(), "")),
                headers(servlet),
                servlet.getLocalAddr() + ":" + servlet.getLocalPort());
    }

    /** Decodes a path, in which, unlike in a query, a plus sign is literal. */
    private static String decode(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Map<String, String> headers(HttpServletRequest servlet) {
        Map<String, String> headers = new HashMap<>();
        Enumeration<String> names = servlet.getHeaderNames();
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            headers.putIfAbsent(name.toLowerCase(Locale.ROOT), servlet.getHeader(name));
        }
        return headers;
    }

    private record ServletHeaders(HttpServletResponse response) implements GzipWhenLarge.Headers {
        @Override
        public void plain(int length) {
            if (length > 0) {
                response.setContentLength(length);
            }
        }

        @Override
        public void streamed(boolean gzip) {
            if (gzip) {
                response.setHeader("Content-Encoding", "gzip");
                response.addHeader("Vary", "Accept-Encoding");
            }
        }
    }
}
