package io.kubestats.metricsapi;

import io.kubestats.http.BodyWriter;
import io.kubestats.metricsapi.format.ApiRequest;
import io.kubestats.store.UsageView;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Benchmark of the request of a HorizontalPodAutoscaler, which selects 10 of 30,000 pods by namespace and labels, from
 * the request to the last byte. A single namespace holds all 30,000 pods; with 100 namespaces, each holds 300.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PodSelectorBenchmark {
    @Param({"1", "100"})
    public int namespaces = 1;

    @Param({"application/json", "application/vnd.kubernetes.protobuf, */*"})
    public String accept = "";

    private MetricsApi api = Shop.api();
    private UsageView view = Shop.view();
    private ApiRequest request = Requests.get("/");

    @Setup
    public void begin() {
        BigCluster cluster = new BigCluster(namespaces);
        api = Shop.api(cluster.source(Shop.CLOCK));
        view = cluster.view();
        String selector = "labelSelector=app.kubernetes.io%2Fname%3Dservice-1500%2Ctier%3Dt0";
        request = Requests.get(
                "/apis/metrics.k8s.io/v1/namespaces/team-0/pods?" + selector, "accept", accept, "user-agent", "hpa");
        if (Requests.text(api.answer(request, view)).split("service-1500-", -1).length < 10) {
            throw new IllegalStateException("not the ten pods that this is about");
        }
    }

    @Benchmark
    public long select() throws IOException {
        BodyWriter out = new BodyWriter(OutputStream.nullOutputStream(), 16 * 1024);
        api.answer(request, view).body().writeTo(out);
        out.flush();
        return out.written();
    }
}
