package io.kubestats.grafana;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/** A subset of node_exporter's series, for any node; its counters grow with each response. */
final class FakeNodeExporter implements AutoCloseable {
    private static final String TEXT = """
            # TYPE node_load1 gauge
            node_load1 1.5
            # TYPE node_load5 gauge
            node_load5 1.25
            # TYPE node_load15 gauge
            node_load15 0.75
            # TYPE node_memory_MemTotal_bytes gauge
            node_memory_MemTotal_bytes 1.099511627776e+12
            # TYPE node_memory_MemAvailable_bytes gauge
            node_memory_MemAvailable_bytes 4.294967296e+09
            # TYPE node_filesystem_size_bytes gauge
            node_filesystem_size_bytes{device="/dev/nvme0n1p1",fstype="ext4",mountpoint="/"} 1.073741824e+11
            node_filesystem_size_bytes{device="tmpfs",fstype="tmpfs",mountpoint="/run"} 1.073741824e+09
            # TYPE node_filesystem_avail_bytes gauge
            node_filesystem_avail_bytes{device="/dev/nvme0n1p1",fstype="ext4",mountpoint="/"} 4.294967296e+10
            node_filesystem_avail_bytes{device="tmpfs",fstype="tmpfs",mountpoint="/run"} 1.073741824e+09
            # TYPE node_disk_read_bytes_total counter
            node_disk_read_bytes_total{device="nvme0n1"} %1$d
            # TYPE node_disk_written_bytes_total counter
            node_disk_written_bytes_total{device="nvme0n1"} %1$d
            # TYPE node_disk_io_time_seconds_total counter
            node_disk_io_time_seconds_total{device="nvme0n1"} %2$s
            """;

    private static final double SECONDS_FOR_EACH = 0.001;

    private final AtomicLong answers = new AtomicLong();
    private final HttpServer server;

    private FakeNodeExporter(HttpServer server) {
        this.server = server;
    }

    static FakeNodeExporter start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeNodeExporter exporter = new FakeNodeExporter(server);
        server.createContext("/metrics", exporter::answer);
        server.start();
        return exporter;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        long count = answers.incrementAndGet();
        byte[] body = TEXT.formatted(count, count * SECONDS_FOR_EACH).getBytes(UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
