package io.kubestats.http;

import static java.util.Objects.requireNonNull;

import io.kubestats.http.RequestGuard.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every request passes here first: it is counted, given the headers that each answer of an API server has, and turned
 * away with 429 when too many are in flight, with 503 once draining has begun, or as the guard says.
 */
final class RequestGate extends Handler.Wrapper {
    private static final Logger LOG = LoggerFactory.getLogger(RequestGate.class);
    private static final String AUDIT_ID = "Audit-Id";
    private static final int LONGEST_AUDIT_ID = 64;
    private static final byte[] TOO_MANY =
            "Too many requests, please try again later.\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SHUTTING_DOWN = ("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},"
                    + "\"status\":\"Failure\",\"message\":\"apiserver is shutting down\","
                    + "\"reason\":\"ServiceUnavailable\",\"details\":{\"retryAfterSeconds\":1},\"code\":503}\n")
            .getBytes(StandardCharsets.US_ASCII);
    private static final HttpField NO_CACHE = new HttpField(HttpHeader.CACHE_CONTROL, "no-cache, private");
    private static final HttpField RETRY_SOON = new HttpField(HttpHeader.RETRY_AFTER, "1");

    private static final Refusal GUARD_FAILED =
            new Refusal(HttpStatus.INTERNAL_SERVER_ERROR_500, "text/plain", "Internal Server Error\n", List.of());

    private final int maxInFlight;
    private final RequestGuard guard;
    private final RequestDeadline deadline;
    private final ThreadLocal<Optional<CutOff>> current = ThreadLocal.withInitial(Optional::empty);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private int inFlight;
    private boolean draining;

    RequestGate(int maxInFlight, RequestGuard guard, RequestDeadline deadline) {
        this.maxInFlight = maxInFlight;
        this.guard = requireNonNull(guard, "guard");
        this.deadline = requireNonNull(deadline, "deadline");
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        requireNonNull(request, "request");
        response.getHeaders().put(AUDIT_ID, auditId(request));
        response.getHeaders().put(NO_CACHE);
        Verdict verdict = enter();
        switch (verdict) {
            case BUSY -> refuse(response, callback, HttpStatus.TOO_MANY_REQUESTS_429, "text/plain", TOO_MANY);
            case DRAINING -> {
                response.getHeaders().put(HttpHeader.CONNECTION, "close");
                refuse(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, "application/json", SHUTTING_DOWN);
            }
            case ADMITTED -> {
                Request.addCompletionListener(request, failure -> leave());
                CutOff cutOff = new CutOff(request);
                deadline.watch(request, cutOff);
                Optional<Refusal> refusal = ask(request);
                if (refusal.isEmpty()) {
                    return handle(request, response, callback, cutOff);
                }
                refuse(response, callback, refusal.get());
            }
        }
        return true;
    }

    private boolean handle(Request request, Response response, Callback callback, CutOff cutOff) throws Exception {
        current.set(Optional.of(cutOff));
        try {
            return super.handle(request, response, callback);
        } finally {
            current.remove();
        }
    }

    /** Cuts off the answer that the calling thread is writing. */
    void cutOffCurrent(Throwable cause) {
        current.get().ifPresent(cutOff -> cutOff.now(cause));
    }

    /** Whatever goes wrong in the guard, the request does not pass. */
    private Optional<Refusal> ask(Request request) {
        try {
            List<GuardedRequest.Header> headers = new ArrayList<>();
            for (HttpField field : request.getHeaders()) {
                headers.add(
                        new GuardedRequest.Header(field.getName(), Objects.requireNonNullElse(field.getValue(), "")));
            }
            return guard.check(new GuardedRequest(
                    request.getMethod(),
                    Objects.requireNonNullElse(request.getHttpURI().getPath(), ""),
                    Objects.requireNonNullElse(request.getHttpURI().getQuery(), ""),
                    headers,
                    SecureConnection.peer(request)));
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("a request could not be judged and was refused");
            return Optional.of(GUARD_FAILED);
        }
    }

    private static void refuse(Response response, Callback callback, Refusal refusal) {
        for (int i = 0; i < refusal.headers().size(); i += 2) {
            response.getHeaders()
                    .put(refusal.headers().get(i), refusal.headers().get(i + 1));
        }
        byte[] body = refusal.body().getBytes(StandardCharsets.UTF_8);
        write(response, callback, refusal.status(), refusal.contentType(), body);
    }

    /** Turns every later request away, and waits for those in flight; false if some outlasted {@code grace}. */
    boolean drain(Duration grace) throws InterruptedException {
        lock.lock();
        try {
            draining = true;
            long left = grace.toNanos();
            while (inFlight > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
            return inFlight == 0;
        } finally {
            lock.unlock();
        }
    }

    private Verdict enter() {
        lock.lock();
        try {
            if (draining) {
                return Verdict.DRAINING;
            }
            if (inFlight >= maxInFlight) {
                return Verdict.BUSY;
            }
            inFlight++;
            return Verdict.ADMITTED;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            inFlight--;
            if (inFlight == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private static void refuse(Response response, Callback callback, int status, String type, byte[] body) {
        response.getHeaders().put(RETRY_SOON);
        write(response, callback, status, type, body);
    }

    private static void write(Response response, Callback callback, int status, String type, byte[] body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private static String auditId(Request request) {
        String given = request.getHeaders().get(AUDIT_ID);
        return given == null || given.isEmpty() || given.length() > LONGEST_AUDIT_ID
                ? UUID.randomUUID().toString()
                : given;
    }

    private enum Verdict {
        ADMITTED,
        BUSY,
        DRAINING
    }
}
