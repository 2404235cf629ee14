package io.kubestats.kubelet.summary;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubestats.kubelet.RecordedAnswers;
import io.kubestats.kubelet.answer.BatchDecoder;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.model.Lane;
import io.kubestats.model.NodeBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Benchmark of decoding a Summary whose names are cached, as in every scrape except the first. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SummaryDecoderBenchmark {
    private static final JsonFactory JSON = new JsonFactory();

    @Param({"30-pods-compact", "1.35/stats-summary.json"})
    String answer = "";

    private final BatchDecoder decoder = new SummaryDecoder(Lane.FULL);
    private byte[] body = {};

    @Setup(Level.Trial)
    public void prepare() throws IOException {
        body = answer.startsWith("30-pods") ? thirtyPods() : RecordedAnswers.bytes(answer);
    }

    @Benchmark
    public NodeBatch decode() throws KubeletException {
        return decoder.decode(RecordedAnswers.N1, RecordedAnswers.RECEIVED, body, body.length);
    }

    /** Measures Jackson's share: the tokens alone, without their values. */
    @Benchmark
    public int tokens() throws IOException {
        int count = 0;
        try (JsonParser parser = JSON.createParser(body)) {
            while (parser.nextToken() != null) {
                count++;
            }
        }
        return count;
    }

    /**
     * Returns a compact Summary of 35 KB: 30 renamed pods with one container each, reduced to CPU, memory, the root
     * filesystem and ephemeral storage.
     */
    static byte[] thirtyPods() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode summary = (ObjectNode) mapper.readTree(RecordedAnswers.bytes("1.33/stats-summary.json"));
        List<JsonNode> recorded = new ArrayList<>();
        summary.get("pods").forEach(recorded::add);
        ArrayNode pods = summary.putArray("pods");
        for (int i = 0; i < 30; i++) {
            ObjectNode pod = recorded.get(i % recorded.size()).deepCopy();
            ObjectNode ref = (ObjectNode) pod.get("podRef");
            ref.put("name", ref.get("name").asText() + "-" + i);
            trim(pod);
            pods.add(pod);
        }
        return mapper.writeValueAsBytes(summary);
    }

    private static void trim(ObjectNode pod) {
        pod.remove(List.of("volume", "swap", "network", "process_stats"));
        for (JsonNode container : pod.withArray("containers")) {
            ((ObjectNode) container).remove(List.of("swap", "logs"));
        }
    }
}
