package io.kubestats.testing.controlplane;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * An extension that gives tests a {@link ControlPlane}: one for all of them, started on first use. It runs the programs
 * that dev/assets built, or else a container engine; without either, tests are skipped with the reason.
 */
public final class RealCluster implements BeforeAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(RealCluster.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        if (bed(context) instanceof TestBed.Nothing nothing) {
            System.err.println("SKIPPED " + context.getDisplayName() + ": " + nothing.reason());
            abort(nothing.reason());
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ControlPlane.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(ControlPlane.class, unused -> started(bed(context)), ControlPlane.class);
    }

    private static TestBed bed(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(TestBed.class, unused -> TestBed.found(), TestBed.class);
    }

    private static ControlPlane started(TestBed bed) {
        try {
            return ControlPlane.start(TestBed.servers(bed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
