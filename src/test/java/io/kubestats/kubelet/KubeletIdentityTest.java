package io.kubestats.kubelet;

import static io.kubestats.kubelet.Asking.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.config.KubeletConfig;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import io.kubestats.testing.FakeAnswer;
import io.kubestats.testing.FakeAuthority;
import io.kubestats.testing.FakeIdentity;
import io.kubestats.testing.FakeKubelet;
import io.kubestats.testing.ManualClock;
import io.kubestats.tls.ClientIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the verification of kubelet certificates when only the cluster's CA is configured. */
class KubeletIdentityTest {
    private static final String FULL = "/stats/summary";
    private static final byte[] SUMMARY = RecordedAnswers.bytes("1.37/stats-summary.json");
    private static final FakeAuthority CLUSTER = new FakeAuthority("kubernetes");

    @TempDir
    Path folder = Path.of("");

    private HttpKubeletClient client = new HttpKubeletClient(
            KubeletConfig.defaults(), () -> ClientIdentity.NONE, Duration.ofSeconds(5), ManualClock.at(Instant.EPOCH));

    @BeforeEach
    void start() throws IOException {
        Path ca = Files.writeString(folder.resolve("ca.crt"), CLUSTER.pem());
        KubeletConfig config = new KubeletConfig(
                false,
                Optional.of(ca),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                KubeletConfig.DEFAULT_MAX_BODY_BYTES);
        client = new HttpKubeletClient(
                config, () -> ClientIdentity.NONE, Duration.ofSeconds(5), ManualClock.at(Instant.EPOCH));
        client.start();
    }

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void takesTheNodesOwnCertificateWhateverItsAddressIs() throws Exception {
        try (FakeKubelet kubelet = kubelet(CLUSTER.issue("system:node:n1,O=system:nodes", "10.9.9.9"))) {

            KubeletAnswer answer = client.ask(kubelet.target("n1"), Lane.FULL).get(10, TimeUnit.SECONDS);

            assertThat(answer.batch().node()).isEqualTo("n1");
        }
    }

    @Test
    void refusesAnotherNodesCertificate() throws Exception {
        try (FakeKubelet kubelet = kubelet(CLUSTER.issue("system:node:n2,O=system:nodes"))) {

            KubeletException failure = failureOf(client.ask(kubelet.target("n1"), Lane.FULL));

            assertThat(failure.reason()).isEqualTo(Reason.TLS);
            assertThat(failure).hasMessageContaining("is not for 127.0.0.1 and not for the node n1 (it is for");
            assertThat(kubelet.asked()).isEmpty();
        }
    }

    @Test
    void refusesANodesNameWithoutTheNodesGroup() throws Exception {
        try (FakeKubelet kubelet = kubelet(CLUSTER.issue("system:node:n1"))) {

            assertThat(failureOf(client.ask(kubelet.target("n1"), Lane.FULL)).reason())
                    .isEqualTo(Reason.TLS);
            assertThat(kubelet.asked()).isEmpty();
        }
    }

    @Test
    void neverTakesOneNodeForAnotherBehindTheSameAddress() throws Exception {
        try (FakeKubelet kubelet = kubelet(CLUSTER.issue("system:node:n1,O=system:nodes"))) {
            KubeletAnswer first = client.ask(kubelet.target("n1"), Lane.FULL).get(10, TimeUnit.SECONDS);

            KubeletException failure = failureOf(client.ask(kubelet.target("n2"), Lane.FULL));

            assertThat(first.batch().node()).isEqualTo("n1");
            assertThat(failure.reason()).isEqualTo(Reason.TLS);
            assertThat(kubelet.asked()).hasSize(1);
        }
    }

    @Test
    void namesTheNodeAndBothCuresWhereAKubeletSignedForItself() throws Exception {
        FakeAuthority own = new FakeAuthority("n1-ca@1700000000");
        try (FakeKubelet kubelet = kubelet(own.issue("n1@1700000000", "127.0.0.1"))) {

            KubeletException failure = failureOf(client.ask(kubelet.target("n1"), Lane.FULL));

            assertThat(failure.reason()).isEqualTo(Reason.TLS);
            assertThat(failure)
                    .hasMessageContaining("the kubelet of node n1 uses a self-signed certificate")
                    .hasMessageContaining("serverTLSBootstrap: true")
                    .hasMessageContaining("kubectl certificate approve")
                    .hasMessageContaining("--kubelet-insecure-tls");
            assertThat(kubelet.asked()).isEmpty();
        }
    }

    @Test
    void takesACertificateForTheHostNameThatWasDialled() throws Exception {
        try (FakeKubelet kubelet = kubelet(CLUSTER.issue("whatever", "localhost"))) {
            URI byName = URI.create("https://localhost:" + kubelet.endpoint().getPort());

            KubeletAnswer answer =
                    client.ask(new KubeletTarget("n1", byName), Lane.FULL).get(10, TimeUnit.SECONDS);

            assertThat(answer.batch().node()).isEqualTo("n1");
        }
    }

    private static FakeKubelet kubelet(FakeIdentity identity) {
        return FakeKubelet.secure(identity).answer(FULL, FakeAnswer.json(SUMMARY));
    }
}
