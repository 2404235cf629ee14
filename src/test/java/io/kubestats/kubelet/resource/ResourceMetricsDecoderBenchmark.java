package io.kubestats.kubelet.resource;

import io.kubestats.kubelet.GzipDecoder;
import io.kubestats.kubelet.RecordedAnswers;
import io.kubestats.kubelet.ResponseBuffer;
import io.kubestats.kubelet.answer.BatchDecoder;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.model.NodeBatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Benchmark of decoding {@code /metrics/resource} of nodes with 30 pods, half of them with two containers: of a single
 * node repeatedly, and of 100 nodes in turn, so that CPU caches do not distort the result.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ResourceMetricsDecoderBenchmark {
    private static final int PODS = 30;
    private static final int LIMIT = 16 << 20;
    private static final long NOW = 1_795_489_083_000L;

    @Param({"1", "100"})
    int nodes;

    private final BatchDecoder decoder = new ResourceMetricsDecoder();
    private byte[][] plain = {};
    private byte[][] zipped = {};
    private int next;

    @Setup(Level.Trial)
    public void prepare() throws IOException {
        plain = new byte[nodes][];
        zipped = new byte[nodes][];
        for (int node = 0; node < nodes; node++) {
            plain[node] = new Answer(node).bytes();
            zipped[node] = zip(plain[node]);
        }
    }

    @Benchmark
    public NodeBatch plain() throws KubeletException {
        byte[] body = plain[turn()];
        return decoder.decode(RecordedAnswers.N1, RecordedAnswers.RECEIVED, body, body.length);
    }

    @Benchmark
    public NodeBatch zipped() throws IOException, KubeletException {
        ResponseBuffer body = new ResponseBuffer(LIMIT);
        body.append(ByteBuffer.wrap(zipped[turn()]));
        try (GzipDecoder unzipper = GzipDecoder.take()) {
            ResponseBuffer unzipped = body.gunzip(unzipper);
            return decoder.decode(RecordedAnswers.N1, RecordedAnswers.RECEIVED, unzipped.bytes(), unzipped.length());
        }
    }

    private int turn() {
        next = next + 1 < nodes ? next + 1 : 0;
        return next;
    }

    static byte[] zip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(plain);
        }
        return bytes.toByteArray();
    }

    /** A response in the order of kubelet 1.37: families by name, and lines of a family by the text of their labels. */
    static final class Answer {
        private final StringBuilder text = new StringBuilder();
        private final int node;

        Answer(int node) {
            this.node = node;
        }

        byte[] bytes() {
            containers("container_cpu_usage_seconds_total", "counter", Answer::seconds);
            containers("container_memory_working_set_bytes", "gauge", Answer::workingSet);
            head("container_start_time_seconds", "gauge");
            eachContainer("container_start_time_seconds", pod -> "1.7954890" + (10_000_000L + pod) + "e+09");
            containers("container_swap_limit_bytes", "gauge", pod -> "0");
            containers("container_swap_usage_bytes", "gauge", pod -> "0");
            head("node_cpu_usage_seconds_total", "counter");
            text.append("node_cpu_usage_seconds_total 2790.720638937 1795489074922\n");
            head("node_memory_working_set_bytes", "gauge");
            text.append("node_memory_working_set_bytes 1.522921472e+09 1795489074922\n");
            pods("pod_cpu_usage_seconds_total", "counter", Answer::seconds);
            pods("pod_memory_working_set_bytes", "gauge", Answer::workingSet);
            pods("pod_swap_usage_bytes", "gauge", pod -> "0");
            head("resource_scrape_error", "gauge");
            text.append("resource_scrape_error 0\n");
            return text.toString().getBytes(StandardCharsets.US_ASCII);
        }

        private void containers(String family, String kind, LongFunction<String> value) {
            head(family, kind);
            eachContainer(family, pod -> value.apply(pod) + " " + (NOW - pod % 10_000));
        }

        private void eachContainer(String family, LongFunction<String> rest) {
            for (String container : new String[] {"main", "sidecar"}) {
                for (int pod = 0; pod < PODS; pod += container.equals("main") ? 1 : 2) {
                    line(family, "container=\"" + container + "\",", pod, rest);
                }
            }
        }

        private void pods(String family, String kind, LongFunction<String> value) {
            head(family, kind);
            for (int pod = 0; pod < PODS; pod++) {
                line(family, "", pod, number -> value.apply(number) + " " + (NOW - number % 10_000));
            }
        }

        private void line(String family, String container, int pod, LongFunction<String> rest) {
            long number = (long) node * PODS + pod;
            text.append(family).append('{').append(container);
            text.append(String.format(
                    Locale.ROOT,
                    "namespace=\"team-%03d\",pod=\"app-%05d-%08x-%05x\"} ",
                    pod / 3,
                    number,
                    (int) number * 0x9e3779b9,
                    number * 7919 % 0xFFFFF));
            text.append(rest.apply(number)).append('\n');
        }

        private void head(String family, String kind) {
            text.append("# HELP ").append(family).append(" [STABLE] Cumulative cpu time consumed in core-seconds\n");
            text.append("# TYPE ").append(family).append(' ').append(kind).append('\n');
        }

        private static String seconds(long pod) {
            return BigDecimal.valueOf(pod * 7919L * 1_000_003 % 50_000_000_000_000L, 9)
                    .stripTrailingZeros()
                    .toPlainString();
        }

        private static String workingSet(long pod) {
            long bytes = (8L << 20) + (pod * 104_729 * 4096 & 0xFFF_F000);
            String digits = BigDecimal.valueOf(bytes)
                    .stripTrailingZeros()
                    .unscaledValue()
                    .toString();
            return digits.charAt(0) + "." + digits.substring(1) + "e+0"
                    + (String.valueOf(bytes).length() - 1);
        }
    }
}
