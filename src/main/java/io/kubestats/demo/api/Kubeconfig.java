package io.kubestats.demo.api;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A kubeconfig that points kubectl to the demo, without credentials.
 *
 * @param server address of the demo, for example {@code http://127.0.0.1:8080}
 */
public record Kubeconfig(URI server) {
    /** The name of the cluster, user and context. */
    public static final String NAME = "kubestats-demo";

    /** The default namespace, which has pods on every node. */
    private static final String NAMESPACE = "shop";

    /** The JavaScript client refuses plain HTTP without this. */
    private static final String PLAIN_HTTP = "    insecure-skip-tls-verify: true\n";

    private static final String TEXT = """
            apiVersion: v1
            kind: Config
            clusters:
            - name: %1$s
              cluster:
                server: %2$s
            %4$susers:
            - name: %1$s
              user: {}
            contexts:
            - name: %1$s
              context:
                cluster: %1$s
                user: %1$s
                namespace: %3$s
            current-context: %1$s
            """;

    public Kubeconfig {
        requireNonNull(server, "server");
    }

    /** Returns the YAML. */
    public String yaml() {
        return TEXT.formatted(NAME, server, NAMESPACE, "http".equals(server.getScheme()) ? PLAIN_HTTP : "");
    }

    /**
     * Writes the kubeconfig to {@code file} atomically, readable for its owner only; replaces an existing file.
     *
     * @throws IOException if there is no such directory, or it cannot be written; the message names {@code file}
     */
    public void write(Path file) throws IOException {
        try {
            replace(file);
        } catch (NoSuchFileException e) {
            throw new IOException("cannot write " + file + ": no such directory", e);
        } catch (AccessDeniedException e) {
            throw new IOException("cannot write " + file + ": permission denied", e);
        } catch (FileSystemException e) {
            throw new IOException(
                    "cannot write " + file + ": "
                            + Optional.ofNullable(e.getReason()).orElse("refused"),
                    e);
        }
    }

    private void replace(Path file) throws IOException {
        Path directory = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
        Path written = Files.createTempFile(directory, "." + NAME, ".tmp", ownerOnly());
        try {
            Files.writeString(written, yaml());
            move(written, file);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }
}
