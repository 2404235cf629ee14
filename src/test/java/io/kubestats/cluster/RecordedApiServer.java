package io.kubestats.cluster;

import io.kubestats.apiserver.ApiResponse;
import io.kubestats.apiserver.ApiServer;
import io.kubestats.apiserver.ApiServerRequest;
import io.kubestats.apiserver.ApiStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A fake API server that replays recordings of kube-apiserver 1.37.2 in one of the two forms. Not thread-safe. */
public final class RecordedApiServer implements ApiServer {
    /** Suffixes of the recordings' names, one per form. */
    public static final List<String> FORMS = List.of("json", "pb");

    private final String form;
    private final Deque<Recorded> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();

    public RecordedApiServer(String form) {
        this.form = form;
    }

    /** Adds a recording as the next response. */
    public RecordedApiServer then(int status, String recording) {
        answers.add(new Recorded(status, contentType(form), new ByteArrayInputStream(bytes(recording + "." + form))));
        return this;
    }

    /** Returns the requested paths. */
    public List<String> asked() {
        return asked;
    }

    @Override
    public ApiResponse send(ApiServerRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ApiStream open(ApiServerRequest request) {
        asked.add(request.pathAndQuery());
        return answers.remove();
    }

    public static String contentType(String form) {
        return form.equals("json") ? "application/json" : "application/vnd.kubernetes.protobuf";
    }

    public static byte[] bytes(String recording) {
        try (InputStream in = RecordedApiServer.class.getResourceAsStream("kube-apiserver-1.37/" + recording)) {
            if (in == null) {
                throw new IllegalArgumentException("no " + recording);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Recorded(int status, String contentType, InputStream body) implements ApiStream {
        @Override
        public void close() {}
    }
}
