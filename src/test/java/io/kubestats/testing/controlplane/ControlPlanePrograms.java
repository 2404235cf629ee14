package io.kubestats.testing.controlplane;

import io.kubestats.testing.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The programs of a control plane, in the directory of {@code KUBEBUILDER_ASSETS} or of dev/assets. */
final class ControlPlanePrograms {
    private ControlPlanePrograms() {}

    /** Returns the directory, if it has everything that a control plane needs. */
    static Optional<Path> directory() {
        Path directory = Programs.assets();
        boolean complete = List.of("etcd", "kube-apiserver", "kube-controller-manager", "kubectl").stream()
                .allMatch(program -> Files.isExecutable(directory.resolve(program)));
        return complete ? Optional.of(directory) : Optional.empty();
    }
}
