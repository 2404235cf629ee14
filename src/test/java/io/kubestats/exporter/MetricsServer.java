package io.kubestats.exporter;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.kubestats.exporter.families.ObjectFacts;
import io.kubestats.http.RouteGroup;
import io.kubestats.scrape.TargetStatuses;
import io.kubestats.store.UsageView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The handler behind a real server on a free loopback port, with a client. */
public final class MetricsServer implements AutoCloseable {
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Javalin server;

    private MetricsServer(Javalin server) {
        this.server = server;
    }

    public static MetricsServer start(
            Supplier<UsageView> views, TargetStatuses statuses, SelfMetrics self, ExpositionConfig config) {
        AtomicLong nanos = new AtomicLong();
        return start(
                new MetricsHandler(views, ObjectFacts.NONE, statuses, self, config, () -> nanos.addAndGet(1_000_000)));
    }

    public static MetricsServer start(RouteGroup handler) {
        Javalin server = Javalin.create(javalin -> {
            javalin.http.compressionStrategy = CompressionStrategy.NONE;
            javalin.startup.showJavalinBanner = false;
            handler.register(javalin.routes);
        });
        return new MetricsServer(server.start("127.0.0.1", 0));
    }

    int port() {
        return server.port();
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers), BodyHandlers.ofString());
    }

    HttpResponse<byte[]> getBytes(String path, String... headers) {
        return send(request(path, headers), BodyHandlers.ofByteArray());
    }

    CompletableFuture<HttpResponse<String>> getLater(String path) {
        return client.sendAsync(request(path), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.stop();
    }

    private HttpRequest request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20));
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return client.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
