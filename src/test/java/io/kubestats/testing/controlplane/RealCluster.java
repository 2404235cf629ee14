package io.kubestats.testing.controlplane;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link ControlPlane}: one for all of them, started when the first needs it. Where there are no programs
 * to make one, tests are skipped, and say how to get them.
 */
public final class RealCluster implements BeforeAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(RealCluster.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        Optional<Path> programs = io.kubestats.testing.controlplane.Programs.directory();
        if (programs.isEmpty()) {
            System.err.println("SKIPPED " + context.getDisplayName() + ": " + Programs.HOW);
        }
        assumeTrue(programs.isPresent(), Programs.HOW);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ControlPlane.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(ControlPlane.class, unused -> started(), ControlPlane.class);
    }

    private static ControlPlane started() {
        try {
            return ControlPlane.start(Programs.directory().orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
