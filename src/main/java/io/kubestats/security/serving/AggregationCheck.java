package io.kubestats.security.serving;

import static java.util.Objects.requireNonNull;

import io.kubestats.apiserver.ApiServer;
import io.kubestats.apiserver.ApiServerException;
import io.kubestats.apiserver.ApiServerRequest;
import io.kubestats.config.CertificateConfig;
import io.kubestats.health.HealthCheck;
import io.kubestats.security.serving.AggregationState.Available;
import io.kubestats.security.serving.AggregationState.Elsewhere;
import io.kubestats.security.serving.AggregationState.Hidden;
import io.kubestats.security.serving.AggregationState.Unavailable;
import io.kubestats.security.serving.AggregationState.Unknown;
import io.kubestats.security.serving.AggregationState.Unregistered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A readiness check that reports the condition {@code Available} of our APIServices. It only warns: a pod that became
 * unready because the API server does not reach it could never recover. Each change is logged once. Thread-safe.
 */
public final class AggregationCheck implements HealthCheck {
    /** The period of checks of the APIServices; the API server's own is 30 s. */
    public static final Duration POLL_PERIOD = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(AggregationCheck.class);

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final ApiServer apiServer;
    private final AggregationReader reader;
    private volatile Map<String, AggregationState> states = Map.of();

    /** Creates a check without a state until its first {@link #poll}. */
    public AggregationCheck(ApiServer apiServer, CertificateConfig config) {
        this.apiServer = requireNonNull(apiServer, "apiServer");
        this.reader = new AggregationReader(config.namespace(), config.services());
    }

    /**
     * Polls every {@link #POLL_PERIOD} until the owner of {@code scheduler} shuts it down. The first poll waits one
     * period, since no request is routed to a pod before it is ready.
     */
    public void pollOn(ScheduledExecutorService scheduler) {
        long period = POLL_PERIOD.toMillis();
        var unused = scheduler.scheduleWithFixedDelay(this::pollSafely, period, period, TimeUnit.MILLISECONDS);
    }

    /** Reads both APIServices. */
    public void poll() throws InterruptedException {
        Map<String, AggregationState> now = new TreeMap<>();
        for (String name : CaBundles.API_SERVICES) {
            now.put(name, ask(name));
        }
        Map<String, AggregationState> before = states;
        states = Map.copyOf(now);
        Set<AggregationState> logged = new HashSet<>();
        now.forEach((name, state) -> {
            // One missing permission hides both.
            if (state.isNewsAfter(before.get(name)) && (logged.add(state) || !(state instanceof Hidden))) {
                log(name, state);
            }
        });
    }

    @Override
    public String name() {
        return "aggregation";
    }

    @Override
    public Result check() {
        List<String> remarks = new ArrayList<>();
        new TreeMap<>(states).forEach((name, state) -> {
            String remark = remark(state);
            if (!remark.isEmpty()) {
                remarks.add(name + ": " + remark);
            }
        });
        return remarks.isEmpty() ? new Result.Ok() : new Result.Warned(String.join("; ", remarks));
    }

    private void pollSafely() {
        try {
            poll();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) { // A schedule ends with the first exception.
            LOG.atError().setCause(e).log("internal error while checking the APIServices");
        }
    }

    private AggregationState ask(String name) throws InterruptedException {
        try {
            return reader.read(apiServer.send(ApiServerRequest.get(CaBundles.PATH + name, DEADLINE)));
        } catch (ApiServerException e) {
            return new Unknown(String.valueOf(e.getMessage()));
        }
    }

    private static void log(String name, AggregationState state) {
        if (state instanceof Available) {
            LOG.atInfo().addKeyValue("apiservice", name).log("the API server forwards requests to us");
        } else if (state instanceof Unavailable unavailable) {
            LOG.atWarn()
                    .addKeyValue("apiservice", name)
                    .addKeyValue("reason", unavailable.reason())
                    .addKeyValue("message", '"' + unavailable.message() + '"')
                    .addKeyValue("check", '"' + AggregationAdvice.of(unavailable) + '"')
                    .log("the API server gets no answer from us");
        } else if (state instanceof Hidden hidden) {
            LOG.atWarn()
                    .addKeyValue("apiservice", name)
                    .addKeyValue("cause", '"' + hidden.problem() + '"')
                    .log("cannot determine whether the API server forwards requests to us");
        } else {
            LOG.atInfo()
                    .addKeyValue("apiservice", name)
                    .addKeyValue("state", remark(state))
                    .log(
                            state instanceof Unknown
                                    ? "unknown whether the API server forwards requests to us"
                                    : "no requests come");
        }
    }

    /** Returns a remark, or an empty string. */
    private static String remark(AggregationState state) {
        if (state instanceof Unavailable unavailable) {
            return unavailable.reason() + ": " + unavailable.message() + "; " + AggregationAdvice.of(unavailable);
        }
        if (state instanceof Elsewhere elsewhere) {
            return "leads to " + elsewhere.service() + ", not to us";
        }
        if (state instanceof Unregistered) {
            return "is not registered, so kubectl top and HPA do not ask for it";
        }
        if (state instanceof Hidden hidden) {
            return hidden.problem();
        }
        if (state instanceof Unknown unknown) {
            return "unknown: " + unknown.problem();
        }
        return "";
    }
}
