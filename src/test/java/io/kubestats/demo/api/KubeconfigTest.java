package io.kubestats.demo.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {
    private final Kubeconfig kubeconfig = new Kubeconfig(URI.create("http://127.0.0.1:8080"));

    @TempDir
    private Path directory = Path.of("");

    @Test
    void namesTheServerAndNoCredentials() {
        assertThat(kubeconfig.yaml()).isEqualTo("""
                        apiVersion: v1
                        kind: Config
                        clusters:
                        - name: kubestats-demo
                          cluster:
                            server: http://127.0.0.1:8080
                            insecure-skip-tls-verify: true
                        users:
                        - name: kubestats-demo
                          user: {}
                        contexts:
                        - name: kubestats-demo
                          context:
                            cluster: kubestats-demo
                            user: kubestats-demo
                            namespace: shop
                        current-context: kubestats-demo
                        """);
    }

    @Test
    void lacksNoVerificationOfCertificatesWhereThereAreAny() {
        assertThat(new Kubeconfig(URI.create("https://127.0.0.1:8443")).yaml())
                .contains("    server: https://127.0.0.1:8443\nusers:\n")
                .doesNotContain("insecure");
    }

    @Test
    void replacesTheFileAndLetsOnlyItsOwnerRead() throws IOException {
        Path file = directory.resolve("demo.kubeconfig");
        Files.writeString(file, "old");

        kubeconfig.write(file);

        assertThat(file).hasContent(kubeconfig.yaml());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(directory.toFile().list()).containsExactly("demo.kubeconfig");
    }

    @Test
    void leavesNothingBehindWhereItCannotWrite() throws IOException {
        Path taken = directory.resolve("taken");
        Files.createDirectories(taken.resolve("by-a-directory"));

        assertThatThrownBy(() -> kubeconfig.write(taken))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot write " + taken + ": ");
        Path nowhere = directory.resolve("none/file");
        assertThatThrownBy(() -> kubeconfig.write(nowhere))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot write " + nowhere + ": no such directory");

        assertThat(directory.toFile().list()).containsExactly("taken");
    }
}
