package io.kubestats.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.router.EndpointNotFound;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What no feature answers: the index of paths, unknown paths, other methods, and exceptions. */
final class FallbackRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(FallbackRoutes.class);

    private final String index;

    FallbackRoutes(List<RouteGroup> groups) {
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
                (refused, context) -> context.status(405)
                        .contentType("text/plain")
                        .result("Method " + context.method() + " is not allowed here.\n"));
        routes.exception(Exception.class, FallbackRoutes::failed);
    }

    private void index(Context context, int status) {
        context.status(status).contentType("application/json").result(index);
    }

    private static void failed(Exception failure, Context context) {
        LOG.atWarn()
                .addKeyValue("method", context.method())
                .addKeyValue("path", context.path())
                .addKeyValue("cause", failure)
                .log("request failed");
        LOG.atDebug().setCause(failure).log("request failed");
        context.status(500)
                .contentType("text/plain")
                .header("X-Content-Type-Options", "nosniff")
                .result("Internal Server Error: \"" + context.path() + "\"\n");
    }
}
