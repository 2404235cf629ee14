package io.kubestats.exporter;

import io.kubestats.cluster.NamespaceLister;
import io.kubestats.cluster.NodeCatalog;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.PodCatalog;
import io.kubestats.cluster.PodMeta;
import io.kubestats.config.MetadataChoice;
import io.kubestats.config.SampleTimes;
import io.kubestats.exporter.families.ExpositionFormat;
import io.kubestats.exporter.families.ExpositionFrame;
import io.kubestats.exporter.families.MetricFamily;
import io.kubestats.exporter.families.NamespaceFilter;
import io.kubestats.exporter.families.NodeSnapshot;
import io.kubestats.exporter.families.ObjectFacts;
import io.kubestats.exporter.families.SeriesForm;
import io.kubestats.http.BodyWriter;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.PodPoint;
import io.kubestats.store.series.NodeView;
import io.kubestats.testing.ExpositionSamples;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The exposition of a cluster of nodes with 30 pods each, every second with two containers, and one volume each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ExpositionBenchmark {
    private static final int PODS = 30;
    private static final SeriesForm TEXT = new SeriesForm(ExpositionFormat.TEXT, SampleTimes.NONE);

    @Param("1000")
    int nodes;

    private List<NodeView> views = List.of();
    private ObjectFacts objects = ObjectFacts.NONE;
    private final Set<MetricFamily> families = ExpositionConfig.defaults().families();

    @Setup
    public void setUp() {
        NodeBatch[] batches = new NodeBatch[nodes];
        for (int i = 0; i < nodes; i++) {
            batches[i] = batch(i);
        }
        views = ExpositionSamples.view(batches).nodes();
        objects = objects(batches);
    }

    @Benchmark
    public long plain(Throughput throughput) throws IOException {
        BodyWriter out = new BodyWriter(OutputStream.nullOutputStream(), 1 << 16);
        long series = new DataWriter(out, TEXT).write(frame(), families);
        out.flush();
        throughput.add(out.written(), series);
        return series;
    }

    @Benchmark
    public long gzip(Throughput throughput) throws IOException {
        FastGzipStream gzip = new FastGzipStream(OutputStream.nullOutputStream());
        BodyWriter out = new BodyWriter(gzip, 1 << 16);
        long series = new DataWriter(out, TEXT).write(frame(), families);
        out.flush();
        gzip.finish();
        gzip.release();
        throughput.add(out.written(), series);
        return series;
    }

    /** Measures the cost of --max-series while the limit is not reached. */
    @Benchmark
    public long count() {
        return SeriesLimit.of(Long.MAX_VALUE, frame(), families, TEXT).written().size();
    }

    private ExpositionFrame frame() {
        List<NodeSnapshot> frames = NodeSnapshot.of(views, new NamespaceFilter(namespace -> true), objects);
        return new ExpositionFrame(frames, objects.namespaces(), MetadataChoice.NONE);
    }

    /** Returns the metadata of the batches, in the tables of the real watch. */
    private static ObjectFacts objects(NodeBatch... batches) {
        SampleObjects samples = SampleObjects.of(batches);
        List<NodeMeta> nodes = new ArrayList<>();
        List<PodMeta> pods = new ArrayList<>();
        for (NodeBatch batch : batches) {
            nodes.add(samples.node(batch.node()).orElseThrow());
            for (PodPoint pod : batch.pods()) {
                pods.add(samples.pod(pod.ref().namespace(), pod.ref().name()).orElseThrow());
            }
        }
        return ObjectFacts.of(NodeCatalog.of(nodes), PodCatalog.of(pods), NamespaceLister.NONE);
    }

    /** Returns a node with 30 pods. */
    static NodeBatch batch(int node) {
        List<PodPoint> pods = new ArrayList<>(PODS);
        for (int i = 0; i < PODS; i++) {
            String name = String.format(Locale.ROOT, "checkout-%06x-%02d", node * 7919, i);
            String namespace = "team-" + i % 5;
            // Strings are not shared, as after a decoder without interning.
            String app = String.format(Locale.ROOT, "app-%d", i % 7);
            String sidecar = String.format(Locale.ROOT, "proxy-%d", i % 3);
            pods.add(
                    i % 2 == 0
                            ? ExpositionSamples.pod(namespace, name, app)
                            : ExpositionSamples.pod(namespace, name, app, sidecar));
        }
        return ExpositionSamples.node(String.format(Locale.ROOT, "node-%04d.example.internal", node), pods);
    }

    /** Bytes and series of all expositions of an iteration. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Throughput {
        public long bytes;
        public long series;
        public long expositions;

        void add(long moreBytes, long moreSeries) {
            bytes += moreBytes;
            series += moreSeries;
            expositions++;
        }
    }
}
