package io.kubestats.kubelet;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * The lower bound of the cost of fetching: a plain Jetty client sends the requests of Kubestats to the kubelets of
 * {@code bench/compare --rounds 0}, in the same groups, and discards the responses. It prints the CPU time of each
 * cycle for comparison with Kubestats.
 */
public final class FetchFloor {
    private static final int CYCLE_MILLIS = 15_000;
    private static final int NODES_OF_GROUP = 62;
    private static final int FULL_EACH = 4;

    private final HttpClient client;
    private final int port;
    private final int nodes;
    private int cycle;
    private long cpuBefore;

    private FetchFloor(HttpClient client, int port, int nodes) {
        this.client = client;
        this.port = port;
        this.nodes = nodes;
    }

    /**
     * Runs the given number of cycles over all nodes.
     *
     * @param arguments port of the kubelets, number of nodes, number of cycles
     */
    public static void main(String... arguments) throws Exception {
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(Math.min(4, Runtime.getRuntime().availableProcessors()));
        connector.setSslContextFactory(new SslContextFactory.Client(true));
        HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(connector));
        client.setMaxConnectionsPerDestination(1);
        client.start();
        client.getContentDecoderFactories().clear();
        int nodes = Integer.parseInt(arguments[1]);
        new FetchFloor(client, Integer.parseInt(arguments[0]), nodes).run(Integer.parseInt(arguments[2]));
        client.stop();
    }

    private void run(int cycles) throws InterruptedException {
        int groups = (nodes + NODES_OF_GROUP - 1) / NODES_OF_GROUP;
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        CountDownLatch left = new CountDownLatch(cycles * groups);
        Future<?> unused = timer.scheduleAtFixedRate(
                () -> {
                    askGroup(groups - (int) (left.getCount() - 1) % groups - 1);
                    left.countDown();
                },
                0,
                CYCLE_MILLIS / groups,
                TimeUnit.MILLISECONDS);
        left.await();
        timer.shutdownNow();
    }

    /** Sends the requests of a group; the first group of a cycle also prints the CPU time of the previous cycle. */
    private void askGroup(int group) {
        if (group == 0) {
            long now = cpuMillis();
            System.out.println("cycle " + cycle + ": " + (now - cpuBefore) + " ms of CPU for the one before");
            cpuBefore = now;
            cycle++;
        }
        int first = group * NODES_OF_GROUP;
        for (int node = first; node < Math.min(nodes, first + NODES_OF_GROUP); node++) {
            ask(node, (cycle + node) % FULL_EACH == 0);
        }
    }

    private void ask(int node, boolean full) {
        String address = "127.10." + node / 250 + "." + (1 + node % 250);
        URI uri = URI.create("https://" + address + ":" + port + (full ? "/stats/summary" : "/metrics/resource"));
        client.newRequest(uri)
                .headers(headers -> headers.put(HttpHeader.ACCEPT_ENCODING, "gzip"))
                .onResponseContent((response, content) -> content.position(content.limit()))
                .send(result -> {
                    if (result.isFailed()) {
                        System.out.println(uri + ": " + result.getFailure());
                    }
                });
    }

    private static long cpuMillis() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return TimeUnit.NANOSECONDS.toMillis(system.getProcessCpuTime());
    }
}
