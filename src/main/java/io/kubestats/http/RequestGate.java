package io.kubestats.http;

import static java.util.Objects.requireNonNull;

import io.kubestats.http.RequestGuard.Refusal;
import io.kubestats.http.RequestSlots.Place;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
 * The first handler of every request. It adds the headers common to all API server responses. It refuses requests that
 * are not in canonical form, responds with 429 when too many are in flight and with 503 while draining, and applies the
 * guard's decision. The connection of a caller that has not authenticated is closed after one response, so that
 * strangers cannot queue requests and leave their responses unread. Thread-safe.
 */
final class RequestGate extends Handler.Wrapper {
    /** Deadline of health endpoints, which respond from memory. */
    static final Duration HEALTH_DEADLINE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(RequestGate.class);
    private static final String AUDIT_ID = "Audit-Id";
    private static final int LONGEST_AUDIT_ID = 64;
    private static final String TOO_MANY = "Too many requests, please try again later.\n";
    private static final HttpField NO_CACHE = new HttpField(HttpHeader.CACHE_CONTROL, "no-cache, private");
    private static final HttpField RETRY_SOON = new HttpField(HttpHeader.RETRY_AFTER, "1");
    private static final HttpField CLOSE = new HttpField(HttpHeader.CONNECTION, "close");

    private static final Refusal GUARD_FAILED =
            new Refusal(HttpStatus.INTERNAL_SERVER_ERROR_500, "text/plain", "Internal Server Error\n", List.of());

    private final RequestSlots places;
    private final RequestGuard guard;
    private final Set<String> healthPaths;
    private final RequestDeadline deadline;
    private final ConnectionRegistry connections;
    private final RefusalLog log;
    private final ThreadLocal<Optional<ConnectionReset>> current = ThreadLocal.withInitial(Optional::empty);

    RequestGate(
            RequestSlots places,
            RequestGuard guard,
            Set<String> healthPaths,
            RequestDeadline deadline,
            ConnectionRegistry connections,
            RefusalLog log) {
        this.places = requireNonNull(places, "places");
        this.guard = requireNonNull(guard, "guard");
        this.healthPaths = Set.copyOf(healthPaths);
        this.deadline = requireNonNull(deadline, "deadline");
        this.connections = requireNonNull(connections, "connections");
        this.log = requireNonNull(log, "log");
    }

    @Override
    public boolean handle(Request sent, Response response, Callback callback) throws Exception {
        requireNonNull(sent, "sent");
        response.getHeaders().put(AUDIT_ID, auditId(sent));
        response.getHeaders().put(NO_CACHE);
        ClientEndPoint client = ClientEndPoint.of(sent);
        client.beginRequest();
        Request.addCompletionListener(sent, failure -> client.endRequest());
        Optional<StatusBody> malformed = RequestForm.check(sent);
        if (malformed.isPresent()) {
            closeIfStranger(client, response);
            malformed.get().write(response, callback);
            return true;
        }
        Request request = RequestForm.canonical(sent);
        Place place =
                isHealth(request, client) ? places.enterHealth() : places.enter(client.address(), !client.isProven());
        switch (place) {
            case BUSY -> {
                closeIfStranger(client, response);
                log.note("a request was turned away: too many are in flight (429)", Request.getRemoteAddr(request));
                response.getHeaders().put(RETRY_SOON);
                write(response, callback, HttpStatus.TOO_MANY_REQUESTS_429, "text/plain", TOO_MANY);
            }
            case DRAINING -> {
                response.getHeaders().put(CLOSE);
                response.getHeaders().put(RETRY_SOON);
                StatusBody.SHUTTING_DOWN.write(response, callback);
            }
            default -> new Visit(request, client, place).handle(response, callback);
        }
        return true;
    }

    /** Aborts the response that the calling thread is writing. */
    void resetCurrent(Throwable cause) {
        current.get().ifPresent(cutOff -> cutOff.now(cause));
    }

    /** Rejects all later requests and waits for those in flight; returns false if some outlasted {@code grace}. */
    boolean drain(Duration grace) throws InterruptedException {
        return places.drain(grace);
    }

    /**
     * Returns whether this is a probe's request. It can neither wait for anything nor find the buffers of its
     * connection full, and so needs no slot.
     */
    private boolean isHealth(Request request, ClientEndPoint client) {
        String path = RequestForm.path(request);
        return healthPaths.contains(path)
                && !client.isProven()
                && guard.isOpen(path)
                && !request.getHeaders().contains(HttpHeader.AUTHORIZATION);
    }

    private boolean handleNext(Request request, Response response, Callback callback) throws Exception {
        return super.handle(request, response, callback);
    }

    private static void closeIfStranger(ClientEndPoint client, Response response) {
        if (!client.isProven()) {
            response.getHeaders().put(CLOSE);
        }
    }

    private static void refuse(Response response, Callback callback, Refusal refusal) {
        for (int i = 0; i < refusal.headers().size(); i += 2) {
            response.getHeaders()
                    .put(refusal.headers().get(i), refusal.headers().get(i + 1));
        }
        write(response, callback, refusal.status(), refusal.contentType(), refusal.body());
    }

    private static void write(Response response, Callback callback, int status, String type, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
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

    /** An admitted request. Not thread-safe until it is handed on; it may be completed on any thread. */
    private final class Visit {
        private final Request request;
        private final ClientEndPoint client;
        private final ConnectionReset cutOff;
        private volatile Place place;

        Visit(Request request, ClientEndPoint client, Place place) {
            this.request = request;
            this.client = client;
            this.place = place;
            this.cutOff = new ConnectionReset(request);
        }

        void handle(Response response, Callback callback) throws Exception {
            Request.addCompletionListener(request, failure -> places.leave(client.address(), place));
            deadline.watch(request, cutOff, place == Place.HEALTH ? HEALTH_DEADLINE : deadline.limit());
            Optional<Refusal> refusal = askGuard();
            closeIfStranger(client, response);
            if (refusal.isPresent()) {
                refuse(response, callback, refusal.get());
                return;
            }
            current.set(Optional.of(cutOff));
            try {
                boolean unused = handleNext(request, response, callback);
            } finally {
                current.remove();
            }
        }

        /** Returns the guard's decision, or a refusal if the guard fails. */
        private Optional<Refusal> askGuard() {
            try {
                List<GuardedRequest.Header> headers = new ArrayList<>();
                for (HttpField field : request.getHeaders()) {
                    headers.add(new GuardedRequest.Header(
                            field.getName(), Objects.requireNonNullElse(field.getValue(), "")));
                }
                GuardedRequest guarded = new GuardedRequest(
                        request.getMethod(),
                        RequestForm.path(request),
                        Objects.requireNonNullElse(request.getHttpURI().getQuery(), ""),
                        headers,
                        Request.getRemoteAddr(request),
                        SecureConnection.peer(request));
                return guard.check(guarded, this::recognise);
            } catch (RuntimeException e) {
                log.note(
                        "access to a request could not be checked, so it was refused: "
                                + e.getClass().getName(),
                        String.valueOf(e));
                LOG.atDebug().setCause(e).log("access to a request could not be checked");
                return Optional.of(GUARD_FAILED);
            }
        }

        private void recognise() {
            if (place == Place.HEALTH) {
                return; // A probe does not authenticate, and its connection is not kept.
            }
            connections.prove(client);
            if (place == Place.STRANGER) {
                place = Place.KNOWN;
                places.recognise(client.address());
            }
        }
    }
}
