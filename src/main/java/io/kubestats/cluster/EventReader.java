package io.kubestats.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kubestats.apiserver.ApiRequest;
import io.kubestats.apiserver.ApiServer;
import io.kubestats.apiserver.ApiServerException;
import io.kubestats.apiserver.ApiStream;
import io.kubestats.cluster.ObjectDecoder.Decoded;
import java.io.IOException;
import java.time.Duration;

/** Reads one watch's events into a table until the watch ends. For one thread. */
final class EventReader<T> {
    /** A bookmark comes each minute where nothing happens; silence of twice that is a dead connection. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(150);

    private static final int GONE = 410;

    private final WatchedKind kind;
    private final ApiServer apiServer;
    private final ObjectDecoder<T> decoder;
    private final ObjectTable<T> table;
    private final JsonFactory json = new JsonFactory();
    private String resourceVersion = "";
    private String type = "";
    private Status status = new Status();

    EventReader(WatchedKind kind, ApiServer apiServer, ObjectDecoder<T> decoder, ObjectTable<T> table) {
        this.kind = kind;
        this.apiServer = apiServer;
        this.decoder = decoder;
        this.table = table;
    }

    /** From where the watch can go on: what was told up to there is in the table. */
    String resourceVersion() {
        return resourceVersion;
    }

    /**
     * Reads events until the API server ends the watch, as it does after {@code seconds}.
     *
     * @param started is called once the API server has taken the watch on
     */
    void read(String from, long seconds, Runnable started)
            throws ApiServerException, WatchException, InterruptedException {
        resourceVersion = from;
        try (ApiStream stream = apiServer.open(ApiRequest.get(kind.watchPath(from, seconds), LONGEST_PAUSE))) {
            if (stream.status() != WatchRefusal.OK) {
                throw WatchRefusal.of("watch", kind, stream);
            }
            started.run();
            try (JsonParser parser = json.createParser(stream.body())) {
                while (parser.nextToken() != null) {
                    event(parser);
                }
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            // Cut off in the middle of an event, or no event at all: what came before it stands.
            throw WatchException.goOn("the watch of " + kind.plural() + " broke off: " + WatchRefusal.line(e));
        } catch (IOException e) {
            throw WatchException.goOn("the watch of " + kind.plural() + " broke: " + WatchRefusal.line(e));
        }
    }

    private void event(JsonParser parser) throws IOException, WatchException {
        type = "";
        status = new Status();
        JsonFields.forEach(parser, this::field);
        if (type.equals("ERROR")) {
            String message = "the watch of " + kind.plural() + " ended: " + status.code + " " + status.message;
            throw status.code == GONE ? WatchException.listAgain(message) : WatchException.goOn(message);
        }
    }

    private void field(String field, JsonParser parser) throws IOException {
        switch (field) {
            case "type" -> type = JsonFields.text(parser);
            case "object" -> object(parser);
            default -> parser.skipChildren();
        }
    }

    /** The API server writes the type first. */
    private void object(JsonParser parser) throws IOException {
        switch (type) {
            case "ADDED", "MODIFIED" -> take(decoder.decode(parser), false);
            case "DELETED" -> take(decoder.decode(parser), true);
            case "BOOKMARK" -> resourceVersion = bookmark(parser);
            case "ERROR" -> JsonFields.forEach(parser, status::field);
            default -> parser.skipChildren();
        }
    }

    private String bookmark(JsonParser parser) throws IOException {
        String told = decoder.decode(parser).resourceVersion();
        return told.isEmpty() ? resourceVersion : told;
    }

    private void take(Decoded<T> decoded, boolean deleted) {
        decoded.object().ifPresent(deleted ? table::remove : table::put);
        if (!decoded.resourceVersion().isEmpty()) {
            resourceVersion = decoded.resourceVersion();
        }
    }

    /** What an ERROR event carries. */
    private static final class Status {
        private int code;
        private String message = "";

        void field(String field, JsonParser parser) throws IOException {
            switch (field) {
                case "code" -> code = parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : 0;
                case "message" -> message = JsonFields.text(parser);
                default -> parser.skipChildren();
            }
        }
    }
}
