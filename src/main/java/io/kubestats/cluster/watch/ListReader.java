package io.kubestats.cluster.watch;

import io.kubestats.apiobject.ApiValue;
import io.kubestats.apiobject.MessageType;
import io.kubestats.apiobject.ObjectForm;
import io.kubestats.apiserver.ApiServer;
import io.kubestats.apiserver.ApiServerException;
import io.kubestats.apiserver.ApiServerRequest;
import io.kubestats.apiserver.ApiStream;
import java.io.IOException;
import java.time.Duration;
import java.util.function.IntConsumer;

/** A reader that fills a table from the list of a kind, object by object, whole or in pages. Not thread-safe. */
final class ListReader<T> {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int PROGRESS = 500;

    private final WatchedKind kind;
    private final MessageType type;
    private final ApiServer apiServer;
    private final ObjectDecoder<T> decoder;
    private final ObjectTable<T> table;
    private String resourceVersion = "";
    private String continueToken = "";
    private IntConsumer progress = objects -> {};
    private int count;

    ListReader(WatchedKind kind, ApiServer apiServer, ObjectDecoder<T> decoder, ObjectTable<T> table) {
        this.kind = kind;
        this.type = ObjectTypes.listOf(kind.type());
        this.apiServer = apiServer;
        this.decoder = decoder;
        this.table = table;
    }

    /**
     * Reads the list; the table publishes it at the end.
     *
     * @param notOlderThan minimum resource version of the list, 0 for any; empty for the newest state, in pages
     * @param progress listener for the number of objects read so far
     * @return the resource version from which to watch
     */
    String read(String notOlderThan, IntConsumer progress)
            throws ApiServerException, WatchException, InterruptedException {
        this.progress = progress;
        count = 0;
        table.beginList();
        page(notOlderThan.isEmpty() ? kind.pagePath() : kind.listPath(notOlderThan));
        while (!continueToken.isEmpty()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            page(kind.pagePath(continueToken));
        }
        table.endList();
        return resourceVersion;
    }

    private void page(String path) throws ApiServerException, WatchException, InterruptedException {
        continueToken = "";
        resourceVersion = "";
        try (ApiStream stream =
                apiServer.open(ApiServerRequest.get(path, LONGEST_PAUSE).accepting(ObjectForm.ACCEPT))) {
            if (stream.status() != WatchRefusal.OK) {
                throw WatchRefusal.of(WatchRefusal.LIST, kind, stream);
            }
            ObjectForm.of(stream.contentType()).object(stream.body(), type, this::field);
        } catch (IOException e) {
            throw WatchException.listAgain("the list of " + kind.plural() + " broke off: " + WatchRefusal.line(e));
        }
        if (resourceVersion.isEmpty()) {
            throw WatchException.listAgain("the list of " + kind.plural() + " has no resource version");
        }
    }

    private void field(String field, ApiValue value) throws IOException {
        switch (field) {
            case "metadata" -> value.fields(this::metadata);
            case "items" -> value.elements(this::item);
            default -> value.skip();
        }
    }

    private void item(ApiValue item) throws IOException {
        decoder.decode(item).object().ifPresent(table::put);
        if (++count % PROGRESS == 0) {
            progress.accept(count);
        }
    }

    private void metadata(String field, ApiValue value) throws IOException {
        switch (field) {
            case "resourceVersion" -> resourceVersion = value.text();
            case "continue" -> continueToken = value.text();
            default -> value.skip();
        }
    }
}
