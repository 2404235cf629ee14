package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A metrics-server flag without a meaning here, which is accepted and removed so that existing manifests keep working.
 *
 * @param takesValue whether the next argument may be the flag's value
 * @param advice what to do instead; empty if nothing is lost
 */
record IgnoredFlag(boolean takesValue, String advice) {
    private static final String AUDIT = "requests are not audited here; the API server's own audit log has them";
    private static final String LOGGING = "";
    private static final String LIMIT = "--max-requests-inflight limits concurrent requests";
    private static final String GO = "this is not a Go program; jcmd and JFR profile a JVM";
    private static final Map<String, IgnoredFlag> FLAGS = flags();

    IgnoredFlag {
        requireNonNull(advice, "advice");
    }

    /** Removes such flags from {@code arguments}, and adds a line to {@code warnings} for each one with advice. */
    static List<String> without(List<String> arguments, List<String> warnings) {
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            IgnoredFlag flag = FLAGS.get(name.startsWith("--") ? name.substring(2) : name);
            if (flag == null || !name.startsWith("-")) {
                rest.add(argument);
                continue;
            }
            if (flag.takesValue && equals < 0 && i + 1 < arguments.size()) {
                i++;
            }
            if (!flag.advice.isEmpty()) {
                warnings.add(name + " has no effect: " + flag.advice);
            }
        }
        return rest;
    }

    private static Map<String, IgnoredFlag> flags() {
        Map<String, IgnoredFlag> flags = new TreeMap<>();
        values(flags, LOGGING, "-v", "v", "vmodule", "logging-format", "log-flush-frequency", "log-dir", "log-file");
        values(flags, LOGGING, "log-file-max-size", "log-backtrace-at", "stderrthreshold", "log-json-info-buffer-size");
        values(flags, LOGGING, "log-text-info-buffer-size", "log_dir", "log_file", "log_backtrace_at");
        switches(flags, LOGGING, "logtostderr", "alsologtostderr", "skip-headers", "skip-log-headers", "one-output");
        switches(flags, LOGGING, "add-dir-header", "log-json-split-stream", "log-text-split-stream");
        switches(flags, GO, "profiling", "contention-profiling");
        values(flags, GO, "debug-socket-path");
        values(flags, "", "http2-max-streams-per-connection", "goaway-chance", "livez-grace-period");
        values(flags, "", "advertise-address", "external-hostname", "storage-initialization-timeout");
        values(flags, "", "shutdown-watch-termination-grace-period", "min-request-timeout");
        values(flags, "", "emulated-version", "min-compatibility-version", "feature-gates", "tls-curve-preferences");
        switches(flags, "", "disable-http2-serving", "permit-address-sharing", "permit-port-sharing");
        switches(flags, "", "emulation-forward-compatible", "runtime-config-emulation-forward-compatible");
        switches(flags, "", "shutdown-send-retry-after");
        switches(flags, LIMIT, "enable-priority-and-fairness");
        values(flags, LIMIT, "max-mutating-requests-inflight");
        values(flags, "no browser is served from another origin", "cors-allowed-origins");
        values(flags, "put a proxy in front that sets it", "strict-transport-security-directives");
        values(flags, "TLS 1.2 and 1.3 with AEAD suites are offered, nothing older", "tls-min-version");
        values(flags, "TLS 1.2 and 1.3 with AEAD suites are offered, nothing older", "tls-cipher-suites");
        values(flags, "one certificate is shown; give it every name it needs", "tls-sni-cert-key");
        switches(flags, "kubelets are asked over https alone", "deprecated-kubelet-completely-insecure");
        audit(flags);
        return flags;
    }

    private static void audit(Map<String, IgnoredFlag> flags) {
        values(flags, AUDIT, "audit-log-path", "audit-policy-file", "audit-webhook-config-file");
        for (String sink : List.of("log", "webhook")) {
            String audit = "audit-" + sink + "-";
            values(flags, "", audit + "batch-buffer-size", audit + "batch-max-size", audit + "batch-max-wait");
            values(flags, "", audit + "batch-throttle-burst", audit + "batch-throttle-qps", audit + "mode");
            values(flags, "", audit + "truncate-max-batch-size", audit + "truncate-max-event-size", audit + "version");
            switches(flags, "", audit + "batch-throttle-enable", audit + "truncate-enabled");
        }
        values(flags, "", "audit-log-format", "audit-log-maxage", "audit-log-maxbackup", "audit-log-maxsize");
        values(flags, "", "audit-webhook-initial-backoff");
        switches(flags, "", "audit-log-compress");
    }

    private static void values(Map<String, IgnoredFlag> flags, String advice, String... names) {
        for (String name : names) {
            flags.put(name, new IgnoredFlag(true, advice));
        }
    }

    private static void switches(Map<String, IgnoredFlag> flags, String advice, String... names) {
        for (String name : names) {
            flags.put(name, new IgnoredFlag(false, advice));
        }
    }
}
