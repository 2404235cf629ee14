package io.kubestats.testing.controlplane;

import io.kubestats.testing.Programs;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.testcontainers.DockerClientFactory;

/** The available basis for a control plane on this machine: programs that dev/assets built, or a container engine. */
sealed interface TestBed {
    /** Programs in a directory. */
    record Built(Path directory) implements TestBed {}

    /** A container engine, and a kubectl. */
    record Containers() implements TestBed {}

    /** Neither; tests are skipped for that reason. */
    record Nothing(String reason) implements TestBed {}

    /** Returns the test bed of this machine. */
    static TestBed found() {
        return choose(
                ControlPlanePrograms.directory(),
                () -> Programs.isInstalled("kubectl"),
                () -> DockerClientFactory.instance().isDockerAvailable());
    }

    /** Returns the test bed; looks for an engine only if there are no programs, because that takes time. */
    static TestBed choose(Optional<Path> programs, BooleanSupplier kubectl, BooleanSupplier engine) {
        if (programs.isPresent()) {
            return new Built(programs.get());
        }
        return kubectl.getAsBoolean() && engine.getAsBoolean()
                ? new Containers()
                : new Nothing("a real API server is needed: run dev/assets, which fills the directory that"
                        + " KUBEBUILDER_ASSETS names (~/.cache/kubestats/assets if it names none), or start a"
                        + " container engine and put kubectl on the PATH");
    }

    /** Returns servers that are not started yet. */
    static Servers servers(TestBed bed) {
        if (bed instanceof Built built) {
            return new LocalServers(built.directory());
        }
        if (bed instanceof Containers) {
            return new ContainerServers();
        }
        throw new IllegalStateException("tests are skipped here");
    }
}
