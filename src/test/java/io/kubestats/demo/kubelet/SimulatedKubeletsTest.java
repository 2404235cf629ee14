package io.kubestats.demo.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubestats.config.DemoScenario;
import io.kubestats.demo.Answers;
import io.kubestats.demo.DemoTime;
import io.kubestats.demo.cluster.DemoConfig;
import io.kubestats.demo.cluster.SimulatedCluster;
import io.kubestats.model.KubeletTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedKubeletsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Clock clock = Clock.systemUTC();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyKubeletAnswersForItsOwnNode(boolean ownAddresses) throws Exception {
        SimulatedCluster cluster = new SimulatedCluster(DemoConfig.of(5, 10), clock);
        try (SimulatedKubelets kubelets = SimulatedKubelets.start(cluster, clock, ownAddresses)) {
            HttpClient client = client(kubelets);

            for (KubeletTarget target : kubelets.targets()) {
                HttpResponse<String> response = get(client, kubelets, target, "/stats/summary");

                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
                assertThat(Answers.tree(response.body()).at("/node/nodeName").asText())
                        .isEqualTo(target.node());
                assertThat(identity(response)).contains("CN=system:node:" + target.node());
            }
        }
    }

    @Test
    void listensOnLoopbackOnlyAndOnAddressesOfTheirOwn() throws IOException {
        SimulatedCluster cluster = new SimulatedCluster(DemoConfig.of(20, 2), clock);
        try (SimulatedKubelets kubelets = SimulatedKubelets.start(cluster, clock)) {
            Set<URI> endpoints = new HashSet<>();
            for (KubeletTarget target : kubelets.targets()) {
                endpoints.add(target.endpoint());
                assertThat(InetAddress.getByName(target.endpoint().getHost()).isLoopbackAddress())
                        .isTrue();
            }
            assertThat(endpoints).hasSize(20);
        }
    }

    @Test
    void answersNobodyOnceItIsLost() throws Exception {
        DemoTime time = new DemoTime();
        SimulatedCluster cluster = new SimulatedCluster(DemoConfig.of(1, 1), time, Set.of(DemoScenario.KUBELET_DOWN));
        try (SimulatedKubelets kubelets = SimulatedKubelets.start(cluster, time)) {
            HttpClient client = client(kubelets);
            HttpRequest asked = request(kubelets.targets().get(0).endpoint().resolve("/healthz"))
                    .header("Authorization", "Bearer " + kubelets.token())
                    .build();
            int before =
                    client.send(asked, HttpResponse.BodyHandlers.ofString()).statusCode();

            time.set(cluster.startSecond() + 60);

            assertThat(before).isEqualTo(200);
            assertThatIOException().isThrownBy(() -> client.send(asked, HttpResponse.BodyHandlers.ofString()));
        }
    }

    @Test
    void refusesWhoBearsNoTokenOrAnother() throws Exception {
        SimulatedCluster cluster = new SimulatedCluster(DemoConfig.of(1, 1), clock);
        try (SimulatedKubelets kubelets = SimulatedKubelets.start(cluster, clock)) {
            HttpClient client = client(kubelets);
            URI uri = kubelets.targets().get(0).endpoint().resolve("/stats/summary");

            HttpResponse<String> none = client.send(request(uri).build(), HttpResponse.BodyHandlers.ofString());
            HttpResponse<String> other = client.send(
                    request(uri).header("Authorization", "Bearer abc").build(), HttpResponse.BodyHandlers.ofString());

            assertThat(none.statusCode()).isEqualTo(401);
            assertThat(none.body()).isEqualTo("Unauthorized");
            assertThat(other.statusCode()).isEqualTo(401);
        }
    }

    @Test
    void showsACertificateThatOnlyItsOwnAuthoritySigned() throws Exception {
        SimulatedCluster cluster = new SimulatedCluster(DemoConfig.of(1, 1), clock);
        try (SimulatedKubelets kubelets = SimulatedKubelets.start(cluster, clock)) {
            URI uri = kubelets.targets().get(0).endpoint().resolve("/stats/summary");
            HttpClient stranger = HttpClient.newHttpClient();

            assertThatThrownBy(() -> stranger.send(request(uri).build(), HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void answersTheOtherPaths() throws Exception {
        SimulatedCluster cluster = new SimulatedCluster(DemoConfig.of(1, 10), clock);
        try (SimulatedKubelets kubelets = SimulatedKubelets.start(cluster, clock)) {
            HttpClient client = client(kubelets);
            KubeletTarget target = kubelets.targets().get(0);

            HttpResponse<String> less = get(client, kubelets, target, "/stats/summary?only_cpu_and_memory=true");
            HttpResponse<String> metrics = get(client, kubelets, target, "/metrics/resource");
            HttpResponse<String> unknown = get(client, kubelets, target, "/nothing");

            assertThat(less.body()).contains("\"workingSetBytes\"").doesNotContain("\"network\"");
            assertThat(metrics.body()).startsWith("# HELP container_cpu_usage_seconds_total");
            assertThat(metrics.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/plain; version=0.0.4");
            assertThat(unknown.statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aThousandAnswerSideBySide() throws Exception {
        SimulatedCluster cluster = new SimulatedCluster(DemoConfig.of(1000, 3), clock);
        try (SimulatedKubelets kubelets = SimulatedKubelets.start(cluster, clock)) {
            HttpClient client = client(kubelets);
            List<KubeletTarget> some = new ArrayList<>();
            for (int i = 0; i < kubelets.targets().size(); i += 37) {
                some.add(kubelets.targets().get(i));
            }

            assertThat(kubelets.targets()).hasSize(1000);
            for (KubeletTarget target : some) {
                String body = get(client, kubelets, target, "/stats/summary").body();
                assertThat(body).contains("\"nodeName\": \"" + target.node() + "\"");
            }
        }
    }

    private static HttpResponse<String> get(
            HttpClient client, SimulatedKubelets kubelets, KubeletTarget target, String path)
            throws IOException, InterruptedException {
        HttpRequest request = request(target.endpoint().resolve(path))
                .header("Authorization", "Bearer " + kubelets.token())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(LIMIT);
    }

    private static String identity(HttpResponse<?> response) throws IOException {
        X509Certificate certificate =
                (X509Certificate) response.sslSession().orElseThrow().getPeerCertificates()[0];
        return certificate.getSubjectX500Principal().getName();
    }

    private static HttpClient client(SimulatedKubelets kubelets) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null);
        store.setCertificateEntry(
                "demo",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(
                                kubelets.certificateAuthorityPem().getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .sslContext(context)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(LIMIT)
                .build();
    }
}
