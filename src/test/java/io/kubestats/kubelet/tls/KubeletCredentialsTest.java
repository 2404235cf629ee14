package io.kubestats.kubelet.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubestats.config.KubeletConfig;
import io.kubestats.testing.FakeAuthority;
import io.kubestats.testing.FakeIdentity;
import io.kubestats.testing.ManualClock;
import io.kubestats.tls.ClientIdentity;
import io.kubestats.tls.PrivateKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeletCredentialsTest {
    private static final FakeAuthority AUTHORITY = new FakeAuthority("clients");
    private static final FakeIdentity US = AUTHORITY.issue("kubestats");

    @TempDir
    Path folder = Path.of("");

    private final ManualClock clock = ManualClock.at(Instant.EPOCH);

    @Test
    void needsNoFileAtAll() {
        KubeletCredentials credentials =
                new KubeletCredentials(KubeletConfig.defaults(), () -> ClientIdentity.NONE, clock);

        credentials.load();

        assertThat(credentials.authorization()).isEmpty();
        assertThat(credentials.sslContext()).isNotNull();
    }

    @Test
    void readsAllForms() throws IOException {
        KubeletCredentials credentials = credentials(
                AUTHORITY.pem() + "\n# another\n" + AUTHORITY.pem(), US.certificatePem(), US.keyPem(), "abc\r\n");

        credentials.load();

        assertThat(credentials.authorization()).isEqualTo("Bearer abc");
    }

    @Test
    void readsCertificateAndKeyOfOneFile() throws IOException {
        String both = US.certificatePem() + US.keyPem();

        assertThatCode(() -> credentials(AUTHORITY.pem(), both, both, "t").load())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"RSA, 2048", "EC, 256", "EC, 384"})
    void readsTheOlderFormsOfKeys(String algorithm, int size) throws IOException {
        KeyPair keys = FakeAuthority.newKeys(algorithm, size);
        byte[] inner = PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded())
                .parsePrivateKey()
                .toASN1Primitive()
                .getEncoded();
        byte[] withCurve = algorithm.equals("EC") ? sec1(keys.getPrivate()) : inner;
        String pem = FakeIdentity.pem(algorithm + " PRIVATE KEY", withCurve);

        PrivateKey read = PrivateKeys.first(("some text\n" + pem).getBytes(StandardCharsets.US_ASCII));

        FakeIdentity issued = AUTHORITY.issue(keys, "kubestats");
        assertThat(read.getAlgorithm()).isEqualTo(algorithm);
        assertThatCode(() -> credentials(AUTHORITY.pem(), issued.certificatePem(), pem, "t")
                        .load())
                .doesNotThrowAnyException();
    }

    @Test
    void readsEd25519() throws IOException {
        KeyPair keys = FakeAuthority.newKeys("Ed25519", 255);
        FakeIdentity issued = AUTHORITY.issue(keys, "kubestats");

        assertThatCode(() -> credentials(AUTHORITY.pem(), issued.certificatePem(), issued.keyPem(), "t")
                        .load())
                .doesNotThrowAnyException();
    }

    @Test
    void survivesDamagedKeysOfTheOlderForms() {
        byte[] good = sec1(FakeAuthority.newKeys("EC", 256).getPrivate());
        for (int length = 0; length < good.length; length++) {
            byte[] damaged = Arrays.copyOf(good, length);
            for (String label : new String[] {"EC PRIVATE KEY", "RSA PRIVATE KEY", "PRIVATE KEY"}) {
                byte[] pem = FakeIdentity.pem(label, damaged).getBytes(StandardCharsets.US_ASCII);

                assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> PrivateKeys.first(pem)))
                        .isNotNull();
            }
        }
    }

    @Test
    void namesTheFlagAndTheFileThatDoesNotExist() {
        Path missing = folder.resolve("missing");
        KubeletConfig config =
                new KubeletConfig(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(missing), 1);

        assertThat(refusal(new KubeletCredentials(config, () -> ClientIdentity.NONE, clock)))
                .hasMessage("--kubelet-token-file: " + missing + " does not exist");
    }

    @Test
    void saysThatAFileIsAFolder() {
        KubeletConfig config =
                new KubeletConfig(false, Optional.of(folder), Optional.empty(), Optional.empty(), Optional.empty(), 1);

        assertThat(refusal(new KubeletCredentials(config, () -> ClientIdentity.NONE, clock)))
                .hasMessage("--kubelet-certificate-authority: " + folder + " is a directory");
    }

    @Test
    void saysWhatEachFileLacks() throws IOException {
        String ca = AUTHORITY.pem();
        String certificate = US.certificatePem();
        String key = US.keyPem();

        assertThat(refusal(credentials("", certificate, key, "t")))
                .hasMessageMatching("--kubelet-certificate-authority: .*/ca holds no certificate .*");
        assertThat(refusal(credentials(key, certificate, key, "t"))).hasMessageContaining("holds no certificate");
        assertThat(refusal(credentials(ca.substring(0, 200), certificate, key, "t")))
                .hasMessageContaining("has a PEM block that is cut off");
        assertThat(refusal(credentials(ca.replace("MII", "AAA"), certificate, key, "t")))
                .hasMessageMatching("--kubelet-certificate-authority: .*/ca holds a certificate that is damaged");
        assertThat(refusal(credentials(ca, certificate, certificate, "t")))
                .hasMessageMatching("--kubelet-client-key: .*/key holds no private key .*");
        assertThat(refusal(credentials(ca, certificate, AUTHORITY.issue("x").keyPem(), "t")))
                .hasMessageMatching(
                        "--kubelet-client-certificate: .*/crt holds a certificate that does not belong to the key");
        assertThat(refusal(
                        credentials(ca, certificate, FakeIdentity.pem("ENCRYPTED PRIVATE KEY", new byte[] {1}), "t")))
                .hasMessageMatching("--kubelet-client-key: .*/key is encrypted; .*");
        assertThat(refusal(credentials(ca, certificate, key, " \n")))
                .hasMessageMatching("--kubelet-token-file: .*/token is empty");
        assertThat(refusal(credentials(ca, certificate, key, "two words")))
                .hasMessageMatching("--kubelet-token-file: .*/token holds no bearer token");
    }

    @Test
    void wantsCertificateAndKeyTogether() throws IOException {
        KubeletConfig config = new KubeletConfig(
                false, Optional.empty(), Optional.of(write("crt", "x")), Optional.empty(), Optional.empty(), 1);

        assertThat(refusal(new KubeletCredentials(config, () -> ClientIdentity.NONE, clock)))
                .hasMessage("--kubelet-client-certificate and --kubelet-client-key go together: give both or neither");
    }

    @Test
    void makesANewTlsContextOnlyIfAFileChanged() throws IOException {
        KubeletCredentials credentials = credentials(AUTHORITY.pem(), US.certificatePem(), US.keyPem(), "t");
        credentials.load();
        SSLContext first = credentials.sslContext();
        write("token", "new");
        write("crt", US.certificatePem());
        clock.advance(Duration.ofSeconds(5));

        credentials.refresh();

        assertThat(credentials.sslContext()).isSameAs(first);
        assertThat(credentials.authorization()).isEqualTo("Bearer new");
    }

    @Test
    void takesAPairThatChangesOneFileAfterTheOther() throws IOException {
        KubeletCredentials credentials = credentials(AUTHORITY.pem(), US.certificatePem(), US.keyPem(), "t");
        credentials.load();
        SSLContext first = credentials.sslContext();
        FakeIdentity renewed = AUTHORITY.issue("kubestats");
        write("crt", renewed.certificatePem());
        clock.advance(Duration.ofSeconds(5));
        credentials.refresh();
        assertThat(credentials.sslContext()).isSameAs(first);
        write("key", renewed.keyPem());
        clock.advance(Duration.ofSeconds(5));

        credentials.refresh();

        assertThat(credentials.sslContext()).isNotSameAs(first);
    }

    private static KubeletCredentialsException refusal(KubeletCredentials credentials) {
        KubeletCredentialsException refusal =
                catchThrowableOfType(KubeletCredentialsException.class, credentials::load);
        assertThat(refusal.getMessage()).hasLineCount(1).doesNotContain("Exception");
        return refusal;
    }

    private KubeletCredentials credentials(String ca, String certificate, String key, String token) throws IOException {
        KubeletConfig config = new KubeletConfig(
                false,
                Optional.of(write("ca", ca)),
                Optional.of(write("crt", certificate)),
                Optional.of(write("key", key)),
                Optional.of(write("token", token)),
                1);
        return new KubeletCredentials(config, () -> ClientIdentity.NONE, clock);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** Returns the SEC 1 encoding of a key as OpenSSL writes it, with the curve's name inside. */
    private static byte[] sec1(PrivateKey key) {
        try {
            PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
            ECPrivateKey inner = ECPrivateKey.getInstance(info.parsePrivateKey());
            int bits = ((ECKey) key).getParams().getOrder().bitLength();
            return new ECPrivateKey(
                            bits, inner.getKey(), info.getPrivateKeyAlgorithm().getParameters())
                    .getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
