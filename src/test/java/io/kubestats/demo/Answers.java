package io.kubestats.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubestats.demo.cluster.KubeletVersion;
import io.kubestats.demo.cluster.SimulatedCluster;
import io.kubestats.demo.cluster.SimulatedNode;
import io.kubestats.demo.kubelet.ResourceMetricsWriter;
import io.kubestats.demo.kubelet.SummaryWriter;
import io.kubestats.http.BodyWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Access to simulated and recorded responses. */
public final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SummaryWriter SUMMARIES = new SummaryWriter();

    private Answers() {}

    public static String summary(SimulatedCluster cluster, SimulatedNode node, boolean onlyCpuAndMemory) {
        return body(out -> SUMMARIES.write(out, node, cluster.nowSecond(), onlyCpuAndMemory));
    }

    public static String resourceMetrics(SimulatedCluster cluster, SimulatedNode node) {
        return body(out -> new ResourceMetricsWriter(out, node, cluster.nowSecond()).write());
    }

    public static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode summaryTree(SimulatedCluster cluster, SimulatedNode node) {
        return tree(summary(cluster, node, false));
    }

    public static String recorded(KubeletVersion version, String file) {
        try (InputStream in =
                Answers.class.getResourceAsStream("/io/kubestats/demo/kubelet/" + version.folder() + "/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the paths of all values with their JSON types; list elements share a path. */
    public static Set<String> paths(JsonNode tree) {
        Set<String> paths = new TreeSet<>();
        collect(tree, "", paths);
        return paths;
    }

    private static void collect(JsonNode value, String path, Set<String> paths) {
        if (value.isObject()) {
            value.properties().forEach(field -> collect(field.getValue(), path + "." + field.getKey(), paths));
        } else if (value.isArray()) {
            value.forEach(element -> collect(element, path + "[]", paths));
        } else {
            paths.add(path + ":" + value.getNodeType());
        }
    }

    private static String body(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BodyWriter out = new BodyWriter(bytes, 8192);
        try {
            body.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @FunctionalInterface
    private interface Body {
        void write(BodyWriter out) throws IOException;
    }
}
