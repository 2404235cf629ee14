package io.kubestats.http;

import static java.util.Objects.requireNonNull;

import io.kubestats.text.PrintableText;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Cuts off each answer that is not out in time, whoever is slow. Bounds on a standstill are not enough; a reader of a
 * byte now and then would hold its place for ever. Safe for any number of threads.
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

    /** Returns the usual time for a whole answer. */
    Duration limit() {
        return limit;
    }

    /** Watches {@code request} until it is answered within {@code limit}, if that is less than the usual time. */
    void watch(Request request, ConnectionReset cutOff, Duration limit) {
        Duration time = limit.compareTo(this.limit) < 0 ? limit : this.limit;
        Open arrived =
                new Open(cutOff, RequestForm.path(request), Request.getRemoteAddr(request), nanos.getAsLong(), time);
        open.add(arrived);
        Request.addCompletionListener(request, failure -> open.remove(arrived));
    }

    /** Cuts off what is late by now. For one thread. */
    void enforce() {
        long now = nanos.getAsLong();
        for (Open request : List.copyOf(open)) {
            if (now - request.since() >= request.limit().toNanos() && open.remove(request)) {
                tell(request, now);
                request.cutOff().now(new TimeoutException("not answered within " + request.limit()));
            }
        }
    }

    /** Once in ten minutes: a reader that is too slow comes again. */
    private void tell(Open late, long now) {
        boolean news = !quiet || now - quietUntil >= 0;
        LOG.atLevel(news ? Level.WARN : Level.DEBUG)
                .addKeyValue("path", PrintableText.escape(late.path()))
                .addKeyValue("reader", late.reader())
                .addKeyValue("limit", late.limit())
                .log("a request was cut off: its answer was not out in time (--request-timeout)");
        if (news) {
            quiet = true;
            quietUntil = now + QUIET_NANOS;
        }
    }

    /** A request that is not answered yet. */
    private record Open(ConnectionReset cutOff, String path, String reader, long since, Duration limit) {}
}
