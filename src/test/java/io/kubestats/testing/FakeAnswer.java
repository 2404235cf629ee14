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

/** How a fake kubelet answers one question. */
@FunctionalInterface
public interface FakeAnswer {
    /** Writes the answer and completes {@code callback}, or never does. */
    void write(Response response, Callback callback) throws Exception;

    /** A whole answer; no type if {@code type} is empty. */
    static FakeAnswer of(int status, String type, byte[] body) {
        return (response, callback) -> {
            head(response, status, type);
            response.write(true, ByteBuffer.wrap(body), callback);
        };
    }

    /** 200 with JSON. */
    static FakeAnswer json(byte[] body) {
        return of(200, "application/json", body);
    }

    /** Plain text, as the kubelet explains its errors. */
    static FakeAnswer text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** 200 with JSON that is zipped. */
    static FakeAnswer gzip(byte[] body) {
        return encoded("gzip", zipped(body));
    }

    /** 200 with text that is zipped, as kubelets answer {@code /metrics/resource}. */
    static FakeAnswer gzip(String text) {
        byte[] zipped = zipped(text.getBytes(StandardCharsets.UTF_8));
        return encoded("gzip", of(200, "text/plain; version=0.0.4; charset=utf-8", zipped));
    }

    /** 200 with JSON that is said to have {@code encoding}. */
    static FakeAnswer encoded(String encoding, byte[] body) {
        return encoded(encoding, json(body));
    }

    private static FakeAnswer encoded(String encoding, FakeAnswer answer) {
        return (response, callback) -> {
            response.getHeaders().put(HttpHeader.CONTENT_ENCODING, encoding);
            answer.write(response, callback);
        };
    }

    /** No answer at all. */
    static FakeAnswer never() {
        return (response, callback) -> {};
    }

    /** {@code answer} by a clock that shows {@code now}. */
    static FakeAnswer dated(Instant now, FakeAnswer answer) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atZone(ZoneOffset.UTC));
        return (response, callback) -> {
            response.getHeaders().put(HttpHeader.DATE, date);
            answer.write(response, callback);
        };
    }

    /** Counts {@code seen} down, and answers nothing. */
    static FakeAnswer never(CountDownLatch seen) {
        return (response, callback) -> seen.countDown();
    }

    /** The head and the beginning of the body, and then nothing. */
    static FakeAnswer stalled(byte[] beginning) {
        return (response, callback) -> {
            head(response, 200, "application/json");
            response.write(false, ByteBuffer.wrap(beginning), Callback.NOOP);
        };
    }

    /** Fewer bytes than announced, and then the connection is closed. */
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

    /** {@code body} over and over without an end. */
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

    /** The bytes, zipped. */
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
