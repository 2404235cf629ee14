package io.kubestats.cluster;

import io.kubestats.apiobject.ApiValue;
import io.kubestats.apiobject.MessageType;
import io.kubestats.apiobject.ObjectForm;
import io.kubestats.apiserver.ApiRequest;
import io.kubestats.apiserver.ApiServer;
import io.kubestats.apiserver.ApiServerException;
import io.kubestats.apiserver.ApiStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntConsumer;

/** Reads the list of a kind page by page into a table, each object as it comes. For one thread. */
final class ListReader<T> {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final WatchedKind kind;
    private final MessageType type;
    private final ApiServer apiServer;
    private final ObjectDecoder<T> decoder;
    private final ObjectTable<T> table;
    private String resourceVersion = "";
    private String continueToken = "";
    private int count;

    ListReader(WatchedKind kind, ApiServer apiServer, ObjectDecoder<T> decoder, ObjectTable<T> table) {
        this.kind = kind;
        this.type = ObjectTypes.listOf(kind.type());
        this.apiServer = apiServer;
        this.decoder = decoder;
        this.table = table;
    }

    /**
     * Reads all pages; the table shows them at the end.
     *
     * @param progress is told how many objects there were after each page
     * @return the resource version from which to watch
     */
    String read(IntConsumer progress) throws ApiServerException, WatchException, InterruptedException {
        count = 0;
        continueToken = "";
        table.beginList();
        do {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            page();
            progress.accept(count);
        } while (!continueToken.isEmpty());
        table.endList();
        return resourceVersion;
    }

    private void page() throws ApiServerException, WatchException, InterruptedException {
        String path = kind.listPath(URLEncoder.encode(continueToken, StandardCharsets.UTF_8));
        continueToken = "";
        resourceVersion = "";
        try (ApiStream stream =
                apiServer.open(ApiRequest.get(path, LONGEST_PAUSE).accepting(ObjectForm.ACCEPT))) {
            if (stream.status() != WatchRefusal.OK) {
                throw WatchRefusal.of("list", kind, stream);
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
        count++;
    }

    private void metadata(String field, ApiValue value) throws IOException {
        switch (field) {
            case "resourceVersion" -> resourceVersion = value.text();
            case "continue" -> continueToken = value.text();
            default -> value.skip();
        }
    }
}
