package io.kubestats.cli;

import static java.util.Objects.requireNonNull;

import io.kubestats.config.KubeletConfig;
import io.kubestats.demo.kubelet.SimulatedKubelets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The credential files with which the demo scrapes its kubelets, as a pod would have them: the authority that signed
 * the kubelets' certificates, and a token. They are in a temporary folder that is deleted at the end.
 */
final class DemoCredentials implements AutoCloseable {
    private final Path folder;
    private final Path authority;
    private final Path token;

    private DemoCredentials(Path folder) {
        this.folder = requireNonNull(folder, "folder");
        this.authority = folder.resolve("ca.crt");
        this.token = folder.resolve("token");
    }

    static DemoCredentials write(SimulatedKubelets kubelets) throws IOException {
        DemoCredentials credentials = new DemoCredentials(Files.createTempDirectory("kubestats-demo"));
        Files.writeString(credentials.authority, kubelets.certificateAuthorityPem());
        Files.writeString(credentials.token, kubelets.token());
        return credentials;
    }

    KubeletConfig kubelet() {
        return new KubeletConfig(
                false,
                Optional.of(authority),
                Optional.empty(),
                Optional.empty(),
                Optional.of(token),
                KubeletConfig.DEFAULT_MAX_BODY_BYTES);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(authority);
        Files.deleteIfExists(token);
        Files.deleteIfExists(folder);
    }
}
