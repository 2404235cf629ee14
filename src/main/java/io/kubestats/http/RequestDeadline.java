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
 * Deadline enforcement for responses: a late one is aborted, whichever side is slow. Limits on stalls are not enough,
 * because a client that reads an occasional byte would hold its slot forever. Thread-safe.
 */
final class RequestDeadline {
    private static final Logger LOG = LoggerFactory.getLogger(RequestDeadline.class);
    private static final long QUIET_NANOS = Duration.ofMinutes(10).toNanos();

    private final Duration limit;
    private final LongSupplier nanos;
    private final Set<Open> open = ConcurrentHashMap.newKeySet();
    private long quietUntil;
    private boolean quiet;

    /** Creates a deadline {@code limit} after each request's arrival, by the ticker {@code nanos}. */
    RequestDeadline(Duration limit, LongSupplier nanos) {
        this.limit = requireNonNull(limit, "limit");
        this.nanos = requireNonNull(nanos, "nanos");
    }

    /** Returns the default deadline for a complete response. */
    Duration limit() {
        return limit;
    }

    /** Watches {@code request} until it is answered; the deadline is the shorter of {@code limit} and the default. */
    void watch(Request request, ConnectionReset cutOff, Duration limit) {
        Duration time = limit.compareTo(this.limit) < 0 ? limit : this.limit;
        Open arrived =
                new Open(cutOff, RequestForm.path(request), Request.getRemoteAddr(request), nanos.getAsLong(), time);
        open.add(arrived);
        Request.addCompletionListener(request, failure -> open.remove(arrived));
    }

    /** Aborts the responses that are late. Called by one thread only. */
    void enforce() {
        long now = nanos.getAsLong();
        for (Open request : List.copyOf(open)) {
            if (now - request.since() >= request.limit().toNanos() && open.remove(request)) {
                report(request, now);
                request.cutOff().now(new TimeoutException("not answered within " + request.limit()));
            }
        }
    }

    /** Warns at most once in ten minutes, because a slow reader usually returns. */
    private void report(Open late, long now) {
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
