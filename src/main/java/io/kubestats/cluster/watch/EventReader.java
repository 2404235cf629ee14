package io.kubestats.cluster.watch;

import io.kubestats.apiobject.ApiValue;
import io.kubestats.apiobject.ObjectForm;
import io.kubestats.apiserver.ApiServer;
import io.kubestats.apiserver.ApiServerException;
import io.kubestats.apiserver.ApiServerRequest;
import io.kubestats.apiserver.ApiStream;
import io.kubestats.cluster.watch.ObjectDecoder.Decoded;
import java.io.IOException;
import java.time.Duration;

/** A reader that applies the events of one watch to a table. Not thread-safe. */
final class EventReader<T> {
    /** Bookmarks arrive every minute on an idle watch; silence of more than twice that is a dead connection. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(150);

    private static final int GONE = 410;

    private final WatchedKind kind;
    private final ApiServer apiServer;
    private final ObjectDecoder<T> decoder;
    private final ObjectTable<T> table;
    private String resourceVersion = "";
    private String type = "";
    private WatchStatus status = new WatchStatus();

    EventReader(WatchedKind kind, ApiServer apiServer, ObjectDecoder<T> decoder, ObjectTable<T> table) {
        this.kind = kind;
        this.apiServer = apiServer;
        this.decoder = decoder;
        this.table = table;
    }

    /** Returns the resource version to resume from; everything up to it is in the table. */
    String resourceVersion() {
        return resourceVersion;
    }

    /**
     * Reads events until the API server ends the watch, as it does after {@code seconds}.
     *
     * @param started callback for when the API server has accepted the watch
     */
    void read(String from, long seconds, Runnable started)
            throws ApiServerException, WatchException, InterruptedException {
        resourceVersion = from;
        try (ApiStream stream = apiServer.open(request(from, seconds))) {
            if (stream.status() != WatchRefusal.OK) {
                throw WatchRefusal.of("watch", kind, stream);
            }
            started.run();
            ObjectForm.Events events = ObjectForm.of(stream.contentType()).events(stream.body(), kind.type());
            while (next(events)) {
                failIfError();
            }
        } catch (IOException e) { // Possibly within an event; the events before it remain valid.
            throw WatchException.goOn("the watch of " + kind.plural() + " broke off: " + WatchRefusal.line(e));
        }
    }

    private ApiServerRequest request(String from, long seconds) {
        return ApiServerRequest.get(kind.watchPath(from, seconds), LONGEST_PAUSE)
                .accepting(ObjectForm.ACCEPT);
    }

    private boolean next(ObjectForm.Events events) throws IOException {
        type = "";
        status = new WatchStatus();
        return events.next(this::field);
    }

    private void failIfError() throws WatchException {
        if (type.equals("ERROR")) {
            String message = "the watch of " + kind.plural() + " ended: " + status.code() + " " + status.message();
            throw status.code() == GONE ? WatchException.listAgain(message) : WatchException.goOn(message);
        }
    }

    private void field(String field, ApiValue value) throws IOException {
        switch (field) {
            case "type" -> type = value.text();
            case "object" -> object(value);
            default -> value.skip();
        }
    }

    /** Applies the object; relies on the API server to write the type first. */
    private void object(ApiValue value) throws IOException {
        switch (type) {
            case "ADDED", "MODIFIED" -> take(decoder.decode(value), false);
            case "DELETED" -> take(decoder.decode(value), true);
            case "BOOKMARK" -> resourceVersion = bookmark(value);
            case "ERROR" -> value.fields(status::field);
            default -> value.skip();
        }
    }

    private String bookmark(ApiValue value) throws IOException {
        String version = decoder.decode(value).resourceVersion();
        return version.isEmpty() ? resourceVersion : version;
    }

    private void take(Decoded<T> decoded, boolean deleted) {
        decoded.object().ifPresent(deleted ? table::remove : table::put);
        if (!decoded.resourceVersion().isEmpty()) {
            resourceVersion = decoded.resourceVersion();
        }
    }
}
