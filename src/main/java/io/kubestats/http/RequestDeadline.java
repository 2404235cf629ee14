package io.kubestats.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Cuts off each answer that is not out in time, whoever is slow. The idle timeout of a connection ends a standstill
 * alone; a reader of a byte now and then would hold its place for ever. Safe for any number of threads.
 */
final class RequestDeadline {
    private static final Logger LOG = LoggerFactory.getLogger(RequestDeadline.class);
    private static final long QUIET_NANOS = Duration.ofMinutes(10).toNanos();

    private final Duration limit;
    private final LongSupplier nanos;
    private final Set<Open> open = ConcurrentHashMap.newKeySet();
    private long quietUntil;
    private boolean quiet;

    /** A deadline {@code limit} after each request's arrival, on the ticker {@code nanos}. */
    RequestDeadline(Duration limit, LongSupplier nanos) {
        this.limit = requireNonNull(limit, "limit");
        this.nanos = requireNonNull(nanos, "nanos");
    }

    /** From now on until it is answered, {@code request} may become late. */
    void watch(Request request, CutOff cutOff) {
        Open arrived = new Open(
                cutOff,
                Objects.requireNonNullElse(request.getHttpURI().getPath(), ""),
                Request.getRemoteAddr(request),
                nanos.getAsLong());
        open.add(arrived);
        Request.addCompletionListener(request, failure -> open.remove(arrived));
    }

    /** Cuts off what is late by now. For one thread. */
    void enforce() {
        long now = nanos.getAsLong();
        for (Open request : List.copyOf(open)) {
            if (now - request.since() >= limit.toNanos() && open.remove(request)) {
                tell(request, now);
                request.cutOff().now(new TimeoutException("not answered within " + limit));
            }
        }
    }

    /** Once in ten minutes: a reader that is too slow comes again. */
    private void tell(Open late, long now) {
        boolean news = !quiet || now - quietUntil >= 0;
        LOG.atLevel(news ? Level.WARN : Level.DEBUG)
                .addKeyValue("path", late.path())
                .addKeyValue("reader", late.reader())
                .addKeyValue("limit", limit)
                .log("a request was cut off: its answer was not out within --request-timeout");
        if (news) {
            quiet = true;
            quietUntil = now + QUIET_NANOS;
        }
    }

    /** A request that is not answered yet. */
    private record Open(CutOff cutOff, String path, String reader, long since) {}
}
