package io.kubestats.metricsapi;

import io.kubestats.http.BodyWriter;
import io.kubestats.metricsapi.format.ApiRequest;
import io.kubestats.store.UsageView;
import java.io.IOException;
import java.io.OutputStream;
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

/** Benchmark of a list of 30,000 pods, from the request to the last byte; {@code bytes} is bytes per second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class PodListBenchmark {
    /** Counter of the bytes written. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Written {
        public long bytes;
    }

    @Param({"application/json", "application/vnd.kubernetes.protobuf", "application/json;as=Table;v=v1;g=meta.k8s.io"})
    public String accept = "";

    private MetricsApi api = Shop.api();
    private UsageView view = Shop.view();
    private ApiRequest request = Requests.get("/");

    @Setup
    public void begin() {
        BigCluster cluster = new BigCluster(100);
        api = Shop.api(cluster.source(Shop.CLOCK));
        view = cluster.view();
        request = Requests.get("/apis/metrics.k8s.io/v1/pods", "accept", accept);
    }

    @Benchmark
    public long list(Written written) throws IOException {
        BodyWriter out = new BodyWriter(OutputStream.nullOutputStream(), 16 * 1024);
        api.answer(request, view).body().writeTo(out);
        out.flush();
        written.bytes += out.written();
        return out.written();
    }
}
