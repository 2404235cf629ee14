package io.kubestats.kubelet.tls;

import static io.kubestats.kubelet.Asking.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.config.KubeletConfig;
import io.kubestats.kubelet.HttpKubeletClient;
import io.kubestats.kubelet.KubeletAnswer;
import io.kubestats.kubelet.KubeletFailuresTest;
import io.kubestats.kubelet.RecordedAnswers;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of requests over TLS: trust, client credentials, and reloaded files. */
public class KubeletTlsTest {
    private static final String FULL = "/stats/summary";
    private static final byte[] SUMMARY = RecordedAnswers.bytes("1.37/stats-summary.json");
    private static final FakeAuthority AUTHORITY = new FakeAuthority("kubelets");
    private static final FakeAuthority OTHER_AUTHORITY = new FakeAuthority("others");
    private static final FakeIdentity IDENTITY = AUTHORITY.issue("system:node:n1", "127.0.0.1", "localhost");
    private static final Duration LONG_ENOUGH = Duration.ofMillis(KubeletCredentials.CHECK_EVERY_MILLIS);

    @TempDir
    Path folder = Path.of("");

    private final ManualClock clock = ManualClock.at(Instant.EPOCH);

    @Test
    void takesACertificateOfTheGivenAuthorityAndSendsTheToken() throws Exception {
        Path token = write("token", "s3cr3t\n");
        KubeletConfig config = config(false, ca(AUTHORITY), Optional.empty(), Optional.of(token));
        try (FakeKubelet kubelet = kubelet(IDENTITY);
                HttpKubeletClient client = started(config)) {

            KubeletAnswer answer = answer(client, kubelet);

            assertThat(answer.batch().pods()).hasSize(3);
            assertThat(kubelet.asked().get(0).authorization()).isEqualTo("Bearer s3cr3t");
        }
    }

    @Test
    void sendsNoTokenOverPlainHttp() throws Exception {
        Path token = write("token", "s3cr3t");
        KubeletConfig config = config(false, ca(AUTHORITY), Optional.empty(), Optional.of(token));
        try (FakeKubelet kubelet = FakeKubelet.plain().answer(FULL, FakeAnswer.json(SUMMARY));
                HttpKubeletClient client = started(config)) {

            answer(client, kubelet);

            assertThat(kubelet.asked().get(0).authorization()).isEmpty();
        }
    }

    @Test
    void namesTheFlagsToCheckWhereTheKubeletDoesNotKnowUs() throws Exception {
        try (FakeKubelet kubelet = kubelet(IDENTITY).answer(FULL, FakeAnswer.text(401, "Unauthorized"));
                HttpKubeletClient client = started(trusting(AUTHORITY))) {

            KubeletException failure = failureOf(client.ask(kubelet.target("n1"), Lane.FULL));

            assertThat(failure.reason()).isEqualTo(Reason.UNAUTHORIZED);
            assertThat(failure)
                    .hasMessageContaining("401, the kubelet does not recognize our credentials; check"
                            + " --kubelet-token-file or --kubelet-client-certificate");
        }
    }

    @Test
    void keepsItsTlsConnection() throws Exception {
        try (FakeKubelet kubelet = kubelet(IDENTITY);
                HttpKubeletClient client = started(trusting(AUTHORITY))) {

            for (int i = 0; i < 20; i++) {
                answer(client, kubelet);
            }

            assertThat(kubelet.acceptedConnections()).isOne();
        }
    }

    @Test
    void refusesACertificateOfAnotherAuthority() throws Exception {
        try (FakeKubelet kubelet = kubelet(IDENTITY);
                HttpKubeletClient client = started(trusting(OTHER_AUTHORITY))) {

            KubeletException failure = failureOf(client.ask(kubelet.target("n1"), Lane.FULL));

            assertThat(failure.reason()).isEqualTo(Reason.TLS);
            assertThat(failure)
                    .hasMessageContaining("node n1 at " + kubelet.endpoint() + FULL
                            + ": the kubelet's certificate is signed by an unknown authority; give its certificate with"
                            + " --kubelet-certificate-authority FILE, or use --kubelet-insecure-tls");
            assertThat(kubelet.asked()).isEmpty();
        }
    }

    @Test
    void refusesASelfSignedCertificate() throws Exception {
        try (FakeKubelet kubelet = kubelet(FakeAuthority.selfSigned("n1", "127.0.0.1"));
                HttpKubeletClient client = started(KubeletConfig.defaults())) {

            assertThat(failureOf(client.ask(kubelet.target("n1"), Lane.FULL)).reason())
                    .isEqualTo(Reason.TLS);
        }
    }

    @Test
    void takesASelfSignedCertificateForAnyNameIfToldTo() throws Exception {
        KubeletConfig config = config(true, Optional.empty(), Optional.empty(), Optional.empty());
        try (FakeKubelet kubelet = kubelet(FakeAuthority.selfSigned("n1", "10.1.2.3"));
                HttpKubeletClient client = started(config)) {

            assertThat(answer(client, kubelet).batch().pods()).hasSize(3);
        }
    }

    @Test
    void refusesACertificateForAnotherAddress() throws Exception {
        try (FakeKubelet kubelet = kubelet(AUTHORITY.issue("system:node:n1", "10.1.2.3"));
                HttpKubeletClient client = started(trusting(AUTHORITY))) {

            KubeletException failure = failureOf(client.ask(kubelet.target("n1"), Lane.FULL));

            assertThat(failure.reason()).isEqualTo(Reason.TLS);
            assertThat(failure).hasMessageContaining("the kubelet's certificate is not for 127.0.0.1");
        }
    }

    @Test
    void refusesACertificateWithoutAnyAddress() throws Exception {
        try (FakeKubelet kubelet = kubelet(AUTHORITY.issue("127.0.0.1"));
                HttpKubeletClient client = started(trusting(AUTHORITY))) {

            assertThat(failureOf(client.ask(kubelet.target("n1"), Lane.FULL)))
                    .hasMessageContaining("the kubelet's certificate is not for 127.0.0.1");
        }
    }

    @Test
    void saysThatWhatAnswersDoesNotSpeakTls() throws Exception {
        try (FakeKubelet kubelet = FakeKubelet.plain();
                HttpKubeletClient client = started(trusting(AUTHORITY))) {
            URI secure = URI.create(kubelet.endpoint().toString().replace("http:", "https:"));

            KubeletException failure = failureOf(client.ask(new KubeletTarget("n1", secure), Lane.FULL));

            assertThat(failure.reason()).isEqualTo(Reason.TLS);
            assertThat(failure).hasMessageContaining("does not speak TLS");
        }
    }

    @Test
    void showsItsClientCertificate() throws Exception {
        FakeIdentity us = OTHER_AUTHORITY.issue("kubestats");
        KubeletConfig config = config(false, ca(AUTHORITY), Optional.of(us), Optional.empty());
        try (FakeKubelet kubelet = FakeKubelet.secure(IDENTITY, Optional.of(OTHER_AUTHORITY))
                        .answer(FULL, FakeAnswer.json(SUMMARY));
                HttpKubeletClient client = started(config)) {

            assertThat(answer(client, kubelet).batch().pods()).hasSize(3);
        }
    }

    @Test
    void showsWhatAKubeconfigSaysWhereNoFlagDoes() throws Exception {
        FakeIdentity us = OTHER_AUTHORITY.issue("kubestats");
        try (FakeKubelet kubelet = FakeKubelet.secure(IDENTITY, Optional.of(OTHER_AUTHORITY))
                        .answer(FULL, FakeAnswer.json(SUMMARY));
                HttpKubeletClient client = started(KubeletConfig.defaults(), new Kubeconfig(AUTHORITY, us))) {

            assertThat(answer(client, kubelet).batch().pods()).hasSize(3);
            assertThat(kubelet.asked().get(0).authorization()).isEqualTo("Bearer kubeconfig");
        }
    }

    @Test
    void showsNothingOfAKubeconfigsUserWhereAFlagSaysWhoWeAre() throws Exception {
        Optional<Path> token = Optional.of(write("token", "of-a-flag"));
        KubeletConfig config = config(false, Optional.empty(), Optional.empty(), token);
        try (FakeKubelet kubelet = FakeKubelet.secure(IDENTITY, Optional.of(OTHER_AUTHORITY))
                        .answer(FULL, FakeAnswer.json(SUMMARY));
                HttpKubeletClient client =
                        started(config, new Kubeconfig(AUTHORITY, OTHER_AUTHORITY.issue("kubestats")))) {

            KubeletException failure = failureOf(client.ask(kubelet.target("n1"), Lane.FULL));

            assertThat(failure.reason()).isIn(Reason.TLS, Reason.CONNECT);
        }
    }

    /** The TLS alert races with the close of the connection; {@link KubeletFailuresTest} covers its message. */
    @Test
    void isRefusedWithoutAClientCertificate() throws Exception {
        try (FakeKubelet kubelet = FakeKubelet.secure(IDENTITY, Optional.of(OTHER_AUTHORITY));
                HttpKubeletClient client = started(trusting(AUTHORITY))) {

            KubeletException failure = failureOf(client.ask(kubelet.target("n1"), Lane.FULL));

            assertThat(failure.reason()).isIn(Reason.TLS, Reason.CONNECT);
            assertThat(kubelet.asked()).isEmpty();
        }
    }

    @Test
    void takesANewTokenWithoutANewConnection() throws Exception {
        Path token = write("token", "first");
        KubeletConfig config = config(false, ca(AUTHORITY), Optional.empty(), Optional.of(token));
        try (FakeKubelet kubelet = kubelet(IDENTITY);
                HttpKubeletClient client = started(config)) {
            answer(client, kubelet);
            write("token", "second");
            answer(client, kubelet);
            clock.advance(LONG_ENOUGH);

            answer(client, kubelet);

            assertThat(kubelet.asked())
                    .extracting(FakeKubelet.Asked::authorization)
                    .containsExactly("Bearer first", "Bearer first", "Bearer second");
            assertThat(kubelet.acceptedConnections()).isOne();
        }
    }

    @Test
    void followsALinkThatIsSwapped() throws Exception {
        Files.createDirectory(folder.resolve("one"));
        Files.createDirectory(folder.resolve("two"));
        write("one/token", "first");
        write("two/token", "second");
        Path link = Files.createSymbolicLink(folder.resolve("data"), Path.of("one"));
        KubeletConfig config =
                config(false, ca(AUTHORITY), Optional.empty(), Optional.of(folder.resolve("data/token")));
        try (FakeKubelet kubelet = kubelet(IDENTITY);
                HttpKubeletClient client = started(config)) {
            answer(client, kubelet);
            Files.delete(link);
            Files.createSymbolicLink(link, Path.of("two"));
            clock.advance(LONG_ENOUGH);

            answer(client, kubelet);

            assertThat(kubelet.asked().get(1).authorization()).isEqualTo("Bearer second");
        }
    }

    @Test
    void takesANewAuthorityForNewConnectionsAndKeepsThoseThatStand() throws Exception {
        Optional<Path> authority = ca(OTHER_AUTHORITY);
        KubeletConfig config = config(false, authority, Optional.empty(), Optional.empty());
        try (FakeKubelet kubelet = kubelet(IDENTITY);
                FakeKubelet known = kubelet(OTHER_AUTHORITY.issue("n2", "127.0.0.1"));
                HttpKubeletClient client = started(config)) {
            answer(client, known);
            assertThat(failureOf(client.ask(kubelet.target("n1"), Lane.FULL)).reason())
                    .isEqualTo(Reason.TLS);
            Files.writeString(authority.orElseThrow(), AUTHORITY.pem());
            clock.advance(LONG_ENOUGH);

            assertThat(answer(client, kubelet).batch().pods()).hasSize(3);
            answer(client, known);
            assertThat(known.acceptedConnections()).isOne();
        }
    }

    @Test
    void keepsOldFilesWhereNewOnesCannotBeUsed() throws Exception {
        Path token = write("token", "first");
        Optional<Path> authority = ca(AUTHORITY);
        KubeletConfig config = config(false, authority, Optional.empty(), Optional.of(token));
        try (FakeKubelet kubelet = kubelet(IDENTITY);
                HttpKubeletClient client = started(config)) {
            Files.writeString(authority.orElseThrow(), "rubbish");
            Files.delete(token);
            clock.advance(LONG_ENOUGH);

            answer(client, kubelet);

            assertThat(kubelet.asked().get(0).authorization()).isEqualTo("Bearer first");
        }
    }

    private HttpKubeletClient started(KubeletConfig config) {
        return started(config, ClientIdentity.NONE);
    }

    private HttpKubeletClient started(KubeletConfig config, ClientIdentity unsaid) {
        HttpKubeletClient client = new HttpKubeletClient(config, () -> unsaid, Duration.ofSeconds(30), clock);
        client.start();
        return client;
    }

    private static FakeKubelet kubelet(FakeIdentity identity) {
        return FakeKubelet.secure(identity).answer(FULL, FakeAnswer.json(SUMMARY));
    }

    private static KubeletAnswer answer(HttpKubeletClient client, FakeKubelet kubelet) throws Exception {
        return client.ask(kubelet.target("n1"), Lane.FULL).get(20, TimeUnit.SECONDS);
    }

    private KubeletConfig trusting(FakeAuthority authority) throws IOException {
        return config(false, ca(authority), Optional.empty(), Optional.empty());
    }

    private KubeletConfig config(
            boolean insecure, Optional<Path> authority, Optional<FakeIdentity> us, Optional<Path> token)
            throws IOException {
        Optional<Path> certificate = Optional.empty();
        Optional<Path> key = Optional.empty();
        if (us.isPresent()) {
            certificate = Optional.of(write("client.crt", us.get().certificatePem()));
            key = Optional.of(write("client.key", us.get().keyPem()));
        }
        return new KubeletConfig(insecure, authority, certificate, key, token, KubeletConfig.DEFAULT_MAX_BODY_BYTES);
    }

    private Optional<Path> ca(FakeAuthority authority) throws IOException {
        return Optional.of(write("ca.crt", authority.pem()));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private record Kubeconfig(FakeAuthority servers, FakeIdentity us) implements ClientIdentity {
        @Override
        public byte[] authority() {
            return servers.pem().getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public byte[] certificate() {
            return us.certificatePem().getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public byte[] key() {
            return us.keyPem().getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public String authorization() {
            return "Bearer kubeconfig";
        }
    }
}
