package io.kubestats.cluster.watch;

import io.kubestats.apiobject.MessageType;
import io.kubestats.apiobject.ObjectForm;
import io.kubestats.apiserver.ApiStatusText;
import io.kubestats.apiserver.ApiStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Translator of rejected list and watch requests, with a status other than 200, into exceptions. */
final class WatchRefusal {
    static final int OK = 200;

    /** Verb of list requests in messages. */
    static final String LIST = "list";

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int GONE = 410;
    private static final int BAD_REQUEST = 400;
    private static final int TIMED_OUT = 504;
    private static final int LARGEST_BODY = 16_384;

    private WatchRefusal() {}

    static WatchException of(String verb, WatchedKind kind, ApiStream stream) throws IOException {
        String body = text(stream.contentType(), stream.body().readNBytes(LARGEST_BODY));
        String message = "cannot " + verb + " " + kind.plural() + ": " + ApiStatusText.of(stream.status(), body)
                + advice(kind, stream.status());
        return needsList(verb, stream.status()) ? WatchException.listAgain(message) : WatchException.goOn(message);
    }

    /** Returns the first line of the failure's message. */
    static String line(Exception failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    /**
     * Returns whether a new list is required. The API server also rejects a list if its cache does not reach the
     * requested version in time.
     */
    private static boolean needsList(String verb, int status) {
        return status == GONE || (verb.equals(LIST) && (status == TIMED_OUT || status == BAD_REQUEST));
    }

    private static String text(String contentType, byte[] body) {
        WatchStatus status = new WatchStatus();
        try {
            ObjectForm.of(contentType).object(new ByteArrayInputStream(body), MessageType.STATUS, status::field);
        } catch (IOException noStatus) {
            // The response comes from an intermediary, not from the API server.
        }
        return status.message().isEmpty() ? new String(body, StandardCharsets.UTF_8) : status.message();
    }

    private static String advice(WatchedKind kind, int status) {
        return switch (status) {
            case UNAUTHORIZED ->
                "; our token was rejected: was the service account deleted, or does it belong to another cluster?";
            case FORBIDDEN ->
                "; bind our service account to a ClusterRole that may list and watch " + kind.plural()
                        + " (ClusterRole kubestats in deploy/kubestats.yaml)";
            default -> "";
        };
    }
}
