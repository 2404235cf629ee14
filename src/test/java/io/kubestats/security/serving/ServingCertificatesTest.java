package io.kubestats.security.serving;

import static io.kubestats.security.StoredObjects.API_SERVICES;
import static io.kubestats.security.StoredObjects.SECRET;
import static io.kubestats.security.StoredObjects.SECRETS;
import static io.kubestats.security.StoredObjects.manifestSecret;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubestats.apiserver.ApiResponse;
import io.kubestats.config.CertificateConfig;
import io.kubestats.config.ServingConfig;
import io.kubestats.health.HealthCheck.Result;
import io.kubestats.http.HttpServer;
import io.kubestats.security.StoredObjects;
import io.kubestats.testing.FakeApiServer;
import io.kubestats.testing.ManualClock;
import io.kubestats.testing.controlplane.Authority;
import io.kubestats.tls.TlsContexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServingCertificatesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final FakeApiServer apiServer = new FakeApiServer();
    private final ManualClock clock = ManualClock.at(Instant.now());
    private final StoredObjects objects = new StoredObjects(apiServer);

    @Test
    void isVerifiedByWhoKnowsTheCaBundleAlone() throws Exception {
        objects.apiService("v1beta1.metrics.k8s.io", "kubestats");
        ServingCertificates certificates = started();
        HttpServer server = new HttpServer(
                new ServingConfig("127.0.0.1", 0, 5, Duration.ofMinutes(1), Duration.ofSeconds(1)),
                List.of(),
                Optional.of(certificates.identity()),
                request -> Optional.empty(),
                clock::nanos);
        int port = server.start();

        X509Certificate shown;
        try (SSLSocket socket = (SSLSocket)
                TlsContexts.context(new KeyManager[0], TlsContexts.trust(objects.caBundle("v1beta1.metrics.k8s.io")))
                        .getSocketFactory()
                        .createSocket("127.0.0.1", port)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName("kubestats.kube-system.svc")));
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        } finally {
            server.close();
        }

        assertThat(shown.getSubjectAlternativeNames().toString())
                .contains("kubestats.kube-system.svc", "metrics-server.kube-system.svc", "localhost", "127.0.0.1")
                .contains("[2, kubestats]");
    }

    @Test
    void sharesOneCertificateAmongReplicas() throws Exception {
        ServingCertificates one = started();
        ServingCertificates other = started();

        assertThat(serial(other)).isEqualTo(serial(one));
        assertThat(objects.writes()).isEqualTo(1);
    }

    @Test
    void takesWhatStandsThereWhereAnotherReplicaWasFaster() throws Exception {
        objects.beforeNextWrite(() -> started(new ServingCertificates(CertificateConfig.defaults(), apiServer, clock)));

        ServingCertificates late = started();

        assertThat(serial(late)).isEqualTo(serial(started()));
    }

    @Test
    void renewsTheCertificateLongBeforeItEndsAndKeepsTheAuthority() throws Exception {
        objects.apiService("v1.metrics.k8s.io", "metrics-server");
        ServingCertificates certificates = started();
        String bundle = new String(objects.caBundle("v1.metrics.k8s.io"), US_ASCII);
        Instant end = certificates.notAfter();

        clock.advance(Duration.ofDays(250));
        certificates.refresh();

        assertThat(certificates.notAfter()).isAfter(end);
        assertThat(new String(objects.caBundle("v1.metrics.k8s.io"), US_ASCII)).isEqualTo(bundle);
    }

    @Test
    void renewsTheAuthorityAndLetsTheOldOneBeTrustedOn() throws Exception {
        objects.apiService("v1.metrics.k8s.io", "kubestats");
        ServingCertificates certificates = started();
        String bundle = new String(objects.caBundle("v1.metrics.k8s.io"), US_ASCII);

        clock.advance(Duration.ofDays(2_500));
        certificates.refresh();

        assertThat(new String(objects.caBundle("v1.metrics.k8s.io"), US_ASCII))
                .endsWith(bundle)
                .hasSizeGreaterThan(bundle.length());
    }

    @Test
    void makesAnotherWhereTheSecretCannotBeUsed() throws Exception {
        objects.put(SECRET, JSON.readTree("{\"data\":{\"tls.crt\":\"bm9uc2Vuc2U=\"}}"));

        assertThat(started().notAfter()).isAfter(clock.instant().plus(Duration.ofDays(300)));
    }

    @Test
    void makesAnotherWhereTheSecretIsSpoiltLater() throws Exception {
        ServingCertificates certificates = started();
        Object serial = serial(certificates);

        objects.put(SECRET, JSON.readTree("{\"data\":{\"tls.crt\":\"bm9uc2Vuc2U=\"}}"));
        certificates.refresh();

        assertThat(serial(certificates)).isNotEqualTo(serial).isEqualTo(serial(started()));
    }

    @Test
    void renewsTheCertificateWhereTheClockIsSetBackToBeforeIt() throws Exception {
        ServingCertificates certificates = started();
        Instant end = certificates.notAfter();

        clock.advance(Duration.ofDays(-100));
        certificates.refresh();

        assertThat(certificates.notAfter()).isBefore(end);
    }

    @Test
    void healsTheCaBundleAndTakesInsecureSkipTlsVerifyAway() throws Exception {
        objects.apiService("v1beta1.metrics.k8s.io", "metrics-server");
        ServingCertificates certificates = started();
        byte[] bundle = objects.caBundle("v1beta1.metrics.k8s.io");
        ObjectNode spec = (ObjectNode)
                objects.get(API_SERVICES + "v1beta1.metrics.k8s.io").path("spec");
        spec.remove("caBundle");
        spec.put("insecureSkipTLSVerify", true);

        certificates.refresh();

        assertThat(objects.caBundle("v1beta1.metrics.k8s.io")).isEqualTo(bundle);
        assertThat(objects.get(API_SERVICES + "v1beta1.metrics.k8s.io")
                        .path("spec")
                        .has("insecureSkipTLSVerify"))
                .isFalse();
    }

    @Test
    void leavesApiServicesOfOthersAlone() throws Exception {
        objects.apiService("v1beta1.metrics.k8s.io", "prometheus-adapter");

        started();

        assertThat(objects.get(API_SERVICES + "v1beta1.metrics.k8s.io")
                        .path("spec")
                        .has("caBundle"))
                .isFalse();
    }

    @Test
    void showsOneOfItsOwnAndNamesTheRoleWhereTheSecretIsForbidden() throws Exception {
        objects.apiService("v1beta1.metrics.k8s.io", "kubestats");
        apiServer.answer("GET " + SECRETS, request -> new ApiResponse(403, FakeApiServer.status(403, "secrets no")));

        ServingCertificates certificates = started();

        assertThat(certificates.notAfter()).isAfter(clock.instant());
        assertThat(certificates.check())
                .isInstanceOfSatisfying(
                        Result.Warned.class,
                        warned -> assertThat(warned.remark())
                                .contains(
                                        "cannot read Secret kube-system/kubestats-serving-cert: 403 secrets no",
                                        "Role kubestats"));
        assertThat(objects.get(API_SERVICES + "v1beta1.metrics.k8s.io")
                        .path("spec")
                        .has("caBundle"))
                .isFalse();
    }

    @Test
    void readsAndReplacesOneSecretByNameAndNeverCreatesOne() throws Exception {
        ServingCertificates certificates = started();
        objects.remove(SECRET);
        certificates.refresh();
        objects.put(SECRET, manifestSecret());
        certificates.refresh();
        clock.advance(Duration.ofDays(2_500));
        certificates.refresh();

        assertThat(apiServer.asked().stream()
                        .filter(request -> request.pathAndQuery().contains("/secrets"))
                        .map(request -> request.method() + " " + request.pathAndQuery())
                        .distinct())
                .containsExactlyInAnyOrder("GET " + SECRET, "PUT " + SECRET);
    }

    @Test
    void keepsEverythingElseOfTheSecret() throws Exception {
        ObjectNode before = manifestSecret();
        before.withObject("/metadata/labels").put("app.kubernetes.io/managed-by", "Helm");
        before.withObject("/metadata/annotations").put("meta.helm.sh/release-name", "kubestats");
        before.withObject("/data").put("note", "bm90ZQ==");
        objects.put(SECRET, before);

        started();

        JsonNode after = objects.get(SECRET);
        assertThat(after.at("/metadata/labels")).isEqualTo(before.at("/metadata/labels"));
        assertThat(after.at("/metadata/annotations")).isEqualTo(before.at("/metadata/annotations"));
        assertThat(after.path("type")).isEqualTo(before.path("type"));
        assertThat(after.path("data").propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("note", "ca.crt", "ca.key", "tls.crt", "tls.key");
    }

    @Test
    void showsOneOfItsOwnAndSaysHowToCreateTheSecretWhereItIsMissing() throws Exception {
        objects.apiService("v1beta1.metrics.k8s.io", "kubestats");
        objects.remove(SECRET);

        ServingCertificates certificates = started();

        assertThat(certificates.notAfter())
                .isBetween(clock.instant(), clock.instant().plus(Duration.ofDays(366)));
        assertThat(remark(certificates))
                .contains(
                        "Secret kube-system/kubestats-serving-cert does not exist",
                        "kubectl -n kube-system create secret generic kubestats-serving-cert");
        assertThat(objects.get(API_SERVICES + "v1beta1.metrics.k8s.io")
                        .path("spec")
                        .has("caBundle"))
                .isFalse();

        objects.put(SECRET, manifestSecret());
        certificates.refresh();

        assertThat(certificates.check()).isInstanceOf(Result.Ok.class);
        assertThat(objects.caBundle("v1beta1.metrics.k8s.io")).isNotEmpty();
    }

    @Test
    void showsTheSharedCertificateOnAndHealsTheBundleWhileTheSecretIsDeleted() throws Exception {
        objects.apiService("v1.metrics.k8s.io", "kubestats");
        ServingCertificates certificates = started();
        Object serial = serial(certificates);
        byte[] bundle = objects.caBundle("v1.metrics.k8s.io");

        objects.remove(SECRET);
        objects.apiService("v1.metrics.k8s.io", "kubestats");
        certificates.refresh();

        assertThat(serial(certificates)).isEqualTo(serial);
        assertThat(objects.caBundle("v1.metrics.k8s.io")).isEqualTo(bundle);
        assertThat(remark(certificates)).contains("does not exist");
    }

    @Test
    void renewsTheCertificateInMemoryWithTheSharedAuthorityWhileTheSecretIsDeleted() throws Exception {
        objects.apiService("v1.metrics.k8s.io", "kubestats");
        ServingCertificates certificates = started();
        byte[] bundle = objects.caBundle("v1.metrics.k8s.io");
        objects.remove(SECRET);

        clock.advance(Duration.ofDays(300));
        certificates.refresh();

        assertThat(certificates.notAfter()).isAfter(clock.instant().plus(Duration.ofDays(300)));
        assertThat(objects.caBundle("v1.metrics.k8s.io")).isEqualTo(bundle);
    }

    @Test
    void renewsTheCertificateOfThisProcessAloneBeforeItEnds() throws Exception {
        objects.remove(SECRET);
        ServingCertificates certificates = started();

        clock.advance(Duration.ofDays(300));
        certificates.refresh();

        assertThat(certificates.notAfter()).isAfter(clock.instant().plus(Duration.ofDays(300)));
    }

    @Test
    void replacesTheAuthorityWhereTheSecretIsEmptied() throws Exception {
        objects.apiService("v1.metrics.k8s.io", "kubestats");
        ServingCertificates certificates = started();
        String before = new String(objects.caBundle("v1.metrics.k8s.io"), US_ASCII);

        objects.put(SECRET, manifestSecret());
        certificates.refresh();

        assertThat(new String(objects.caBundle("v1.metrics.k8s.io"), US_ASCII)).doesNotContain(before);
        assertThat(serial(certificates)).isEqualTo(serial(started()));
    }

    @Test
    void takesFilesAndReadsThemAgainWhenTheyChange() throws Exception {
        Authority authority = new Authority("mine");
        Path certificate = authority.issue("CN=a", "localhost").write(folder, "tls");
        CertificateConfig config = files(certificate, folder.resolve("tls.key"));
        ServingCertificates certificates = new ServingCertificates(config, apiServer, clock);
        certificates.start();
        Instant first = certificates.notAfter();

        Files.writeString(certificate, "half a certifi");
        certificates.refresh();
        assertThat(certificates.notAfter()).isEqualTo(first);
        assertThat(certificates.check()).isInstanceOf(Result.Warned.class);
        authority.issue("CN=a", Duration.ofDays(9), "localhost").write(folder, "tls");
        certificates.refresh();

        assertThat(certificates.notAfter()).isAfter(first.plus(Duration.ofDays(1)));
        assertThat(certificates.check()).isInstanceOf(Result.Ok.class);
        assertThat(apiServer.asked()).isEmpty();
    }

    @Test
    void doesNotStartWithFilesThatCannotBeUsed() throws Exception {
        Path certificate = new Authority("one").issue("CN=a").write(folder, "tls");
        new Authority("two").issue("CN=b").write(folder, "other");

        ServingCertificates certificates =
                new ServingCertificates(files(certificate, folder.resolve("other.key")), apiServer, clock);

        assertThatThrownBy(certificates::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("--tls-cert-file " + certificate)
                .hasMessageContaining("does not belong to the key");
    }

    private ServingCertificates started() {
        return started(new ServingCertificates(CertificateConfig.defaults(), apiServer, clock));
    }

    private static ServingCertificates started(ServingCertificates certificates) {
        try {
            certificates.start();
            certificates.refresh();
            return certificates;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CertificateConfig files(Path certificate, Path key) {
        return new CertificateConfig(
                Optional.of(new CertificateConfig.Files(certificate, key)),
                "kube-system",
                List.of("kubestats"),
                "unused",
                true);
    }

    private static String remark(ServingCertificates certificates) {
        return certificates.check() instanceof Result.Warned warned ? warned.remark() : "";
    }

    private static Object serial(ServingCertificates certificates) {
        String alias = certificates.identity().keyManager().chooseEngineServerAlias("EC", null, null);
        return certificates
                .identity()
                .keyManager()
                .getCertificateChain(alias)[0]
                .getSerialNumber();
    }
}
