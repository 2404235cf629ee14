package io.kubestats.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingNestedCallback;

/** A response of a fake kubelet. */
@FunctionalInterface
public interface FakeAnswer {
    /** Writes the response and completes {@code callback}, or never does. */
    void write(Response response, Callback callback) throws Exception;

    /** Returns a complete response; without a type if {@code type} is empty. */
    static FakeAnswer of(int status, String type, byte[] body) {
        return (response, callback) -> {
            head(response, status, type);
            response.write(true, ByteBuffer.wrap(body), callback);
        };
    }

    /** Returns a 200 with JSON. */
    static FakeAnswer json(byte[] body) {
        return of(200, "application/json", body);
    }

    /** Returns plain text, the form of a kubelet's errors. */
    static FakeAnswer text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a 200 with gzipped JSON. */
    static FakeAnswer gzip(byte[] body) {
        return encoded("gzip", zipped(body));
    }

    /** Returns a 200 with gzipped text, the form of {@code /metrics/resource}. */
    static FakeAnswer gzip(String text) {
        byte[] zipped = zipped(text.getBytes(StandardCharsets.UTF_8));
        return encoded("gzip", of(200, "text/plain; version=0.0.4; charset=utf-8", zipped));
    }

    /** Returns a 200 with JSON that is declared to have {@code encoding}. */
    static FakeAnswer encoded(String encoding, byte[] body) {
        return encoded(encoding, json(body));
    }

    private static FakeAnswer encoded(String encoding, FakeAnswer answer) {
        return (response, callback) -> {
            response.getHeaders().put(HttpHeader.CONTENT_ENCODING, encoding);
            answer.write(response, callback);
        };
    }

    /** Returns a response that never comes. */
    static FakeAnswer never() {
        return (response, callback) -> {};
    }

    /** Returns {@code answer} with a Date header of {@code now}. */
    static FakeAnswer dated(Instant now, FakeAnswer answer) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atZone(ZoneOffset.UTC));
        return (response, callback) -> {
            response.getHeaders().put(HttpHeader.DATE, date);
            answer.write(response, callback);
        };
    }

    /** Returns a response that never comes, and counts {@code seen} down on the request. */
    static FakeAnswer never(CountDownLatch seen) {
        return (response, callback) -> seen.countDown();
    }

    /** Returns a response that stalls after the headers and the beginning of the body. */
    static FakeAnswer stalled(byte[] beginning) {
        return (response, callback) -> {
            head(response, 200, "application/json");
            response.write(false, ByteBuffer.wrap(beginning), Callback.NOOP);
        };
    }

    /** Returns a response whose connection is closed before all announced bytes are sent. */
    static FakeAnswer truncated(byte[] body, int sent) {
        return (response, callback) -> {
            head(response, 200, "application/json");
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
            response.write(
                    false,
                    ByteBuffer.wrap(body, 0, sent),
                    Callback.from(() -> callback.failed(new IOException("cut off on purpose"))));
        };
    }

    /** Returns a response that repeats {@code body} without an end. */
    static FakeAnswer endless(int status, String type, byte[] body) {
        return (response, callback) -> {
            head(response, status, type);
            new IteratingNestedCallback(callback) {
                @Override
                protected Action process() {
                    response.write(false, ByteBuffer.wrap(body), this);
                    return Action.SCHEDULED;
                }
            }.iterate();
        };
    }

    /** Returns the gzipped bytes. */
    static byte[] zipped(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void head(Response response, int status, String type) {
        response.setStatus(status);
        if (!type.isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        }
    }
}
