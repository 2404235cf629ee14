package io.kubestats.http;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.router.EndpointNotFound;
import io.kubestats.logging.LogQuota;
import io.kubestats.text.PrintableText;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Routes for requests outside all features: the index of paths, unknown paths, unsupported methods, and exceptions. */
final class FallbackRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(FallbackRoutes.class);

    private static final Duration QUIET = Duration.ofMinutes(10);
    private static final int MAX_KINDS = 64;

    private final LogQuota failures;
    private final String index;
    private final Consumer<Throwable> cutOff;

    /**
     * Creates the fallbacks of {@code groups}; {@code cutOff} aborts the response that the calling thread is writing.
     */
    FallbackRoutes(List<RouteGroup> groups, Consumer<Throwable> cutOff, LongSupplier nanos) {
        this.failures = new LogQuota(QUIET, MAX_KINDS, nanos);
        this.cutOff = requireNonNull(cutOff, "cutOff");
        this.index = groups.stream()
                .flatMap(group -> group.paths().stream())
                .sorted()
                .distinct()
                .map(path -> "    \"" + path + "\"")
                .collect(Collectors.joining(",\n", "{\n  \"paths\": [\n", "\n  ]\n}"));
    }

    void register(RoutesConfig routes) {
        routes.get("/", context -> index(context, 200));
        routes.exception(EndpointNotFound.class, (notFound, context) -> index(context, 404));
        routes.exception(
                MethodNotAllowedResponse.class,
                (refused, context) -> context.status(StatusBody.METHOD_NOT_ALLOWED.code())
                        .contentType("application/json")
                        .header("X-Content-Type-Options", "nosniff")
                        .result(StatusBody.METHOD_NOT_ALLOWED.json()));
        routes.exception(Exception.class, this::failed);
    }

    private void index(Context context, int status) {
        context.status(status).contentType("application/json").result(index);
    }

    private void failed(Exception failure, Context context) {
        boolean begun = context.res().isCommitted();
        if (begun) {
            cutOff.accept(failure);
        }
        if (begun && failure instanceof IOException) {
            LOG.atDebug().addKeyValue("path", context.path()).setCause(failure).log("the client disconnected");
            return;
        }
        failures.admit(failure.getClass().getName())
                .ifPresent(leftOut -> LOG.atWarn()
                        .addKeyValue("method", context.method())
                        .addKeyValue("path", PrintableText.escape(context.path()))
                        .addKeyValue("cause", '"' + PrintableText.escape(failure.toString()) + '"')
                        .addKeyValue("more", leftOut)
                        .log("request failed"));
        LOG.atDebug().setCause(failure).log("request failed");
        if (!begun) {
            answerInstead(context);
        }
    }

    private static void answerInstead(Context context) {
        ResponseReset.forget(context.res());
        context.status(500)
                .contentType("text/plain")
                .header("X-Content-Type-Options", "nosniff")
                .result("Internal Server Error: \"" + context.path() + "\"\n");
    }

    /** Handles an {@link Error}, such as an exhausted heap. */
    void broke(HttpServletResponse response, Error failure) {
        failures.admit(failure.getClass().getName())
                .ifPresent(leftOut -> LOG.atError()
                        .setCause(failure)
                        .addKeyValue("more", leftOut)
                        .log("request failed"));
        if (response.isCommitted()) {
            cutOff.accept(failure);
        } else {
            ResponseReset.forget(response);
            response.setStatus(500);
        }
    }
}
