package io.kubestats.health;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kubestats.http.RouteGroup;
import io.kubestats.text.PrintableText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Handler for {@code /livez}, {@code /readyz} and {@code /healthz}, each with {@code ?verbose} and {@code
 * ?exclude=NAME}, and one path below for each named check. Responses match those of Kubernetes API servers byte for
 * byte, with two exceptions: a failed check reports its reason instead of "reason withheld", and a passing check may
 * add a remark. Reasons must therefore not contain secrets. Thread-safe.
 */
public final class HealthHandler implements RouteGroup {
    private static final int OK = 200;
    private static final int FAILED = 500;
    private static final int LONGEST_REASON = 4_000;

    private final Map<String, List<HealthCheck>> endpoints = new LinkedHashMap<>();

    /**
     * Creates the routes for these checks; each endpoint begins with a check called {@code ping} that always passes.
     *
     * @param livez the checks of {@code /livez}, and of the older {@code /healthz}
     */
    public HealthHandler(List<HealthCheck> livez, List<HealthCheck> readyz) {
        endpoints.put("healthz", withPing(livez));
        endpoints.put("livez", withPing(livez));
        endpoints.put("readyz", withPing(readyz));
    }

    @Override
    public void register(RoutesConfig routes) {
        endpoints.forEach((endpoint, checks) -> {
            routes.get("/" + endpoint, context -> answerAll(context, endpoint, checks));
            checks.forEach(
                    check -> routes.get("/" + endpoint + "/" + check.name(), context -> answerOne(context, check)));
        });
    }

    @Override
    public List<String> paths() {
        List<String> paths = new ArrayList<>();
        endpoints.forEach((endpoint, checks) -> {
            paths.add("/" + endpoint);
            checks.forEach(check -> paths.add("/" + endpoint + "/" + check.name()));
        });
        return List.copyOf(paths);
    }

    @Override
    public List<String> healthPaths() {
        return paths();
    }

    private static void answerAll(Context context, String endpoint, List<HealthCheck> checks) {
        Set<String> excluded = new TreeSet<>(context.queryParams("exclude"));
        StringBuilder lines = new StringBuilder();
        boolean well = true;
        for (HealthCheck check : checks) {
            if (excluded.remove(check.name())) {
                lines.append("[+]").append(check.name()).append(" excluded: ok\n");
                continue;
            }
            HealthCheck.Result result = run(check);
            if (result instanceof HealthCheck.Result.Failed failed) {
                well = false;
                lines.append("[-]").append(check.name()).append(" failed: ").append(oneLine(failed.reason()));
            } else if (result instanceof HealthCheck.Result.Warned warned) {
                lines.append("[+]").append(check.name()).append(" ok: ").append(oneLine(warned.remark()));
            } else {
                lines.append("[+]").append(check.name()).append(" ok");
            }
            lines.append('\n');
        }
        if (!excluded.isEmpty()) {
            lines.append("warn: some health checks cannot be excluded: no matches for ");
            lines.append(excluded.stream().map(HealthHandler::quoted).collect(Collectors.joining(", ")));
            lines.append('\n');
        }
        lines.append(endpoint).append(well ? " check passed\n" : " check failed\n");
        boolean verbose = !well || context.queryParamMap().containsKey("verbose");
        answer(context, well ? OK : FAILED, verbose ? lines.toString() : "ok");
    }

    private static void answerOne(Context context, HealthCheck check) {
        if (run(check) instanceof HealthCheck.Result.Failed failed) {
            answer(context, FAILED, "internal server error: " + oneLine(failed.reason()) + "\n");
        } else {
            answer(context, OK, "ok");
        }
    }

    private static void answer(Context context, int status, String text) {
        context.status(status)
                .contentType("text/plain; charset=utf-8")
                .header("X-Content-Type-Options", "nosniff")
                .result(text);
    }

    private static HealthCheck.Result run(HealthCheck check) {
        try {
            return check.check();
        } catch (RuntimeException e) {
            return new HealthCheck.Result.Failed("the check itself failed: " + e);
        }
    }

    private static String oneLine(String reason) {
        return PrintableText.oneLine(reason.lines().collect(Collectors.joining(" ")), LONGEST_REASON);
    }

    /** Returns the name in quotes, without characters that could break the line or the quotes. */
    private static String quoted(String name) {
        return name.codePoints()
                .filter(c -> c != '"' && c != '\\' && !Character.isISOControl(c))
                .collect(() -> new StringBuilder("\""), StringBuilder::appendCodePoint, StringBuilder::append)
                .append('"')
                .toString();
    }

    private static List<HealthCheck> withPing(List<HealthCheck> checks) {
        List<HealthCheck> all = new ArrayList<>();
        all.add(new Ping());
        all.addAll(requireNonNull(checks, "checks"));
        return List.copyOf(all);
    }

    /** Check that always passes: it proves that the process responds. */
    private record Ping() implements HealthCheck {
        @Override
        public String name() {
            return "ping";
        }

        @Override
        public Result check() {
            return new Result.Ok();
        }
    }
}
