package io.kubestats.cli;

import io.kubestats.logging.LimitedLoggers;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.simple.SimpleServiceProvider;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** SLF4J's simple provider with limits on what libraries log. SLF4J creates it by name; see {@link #install}. */
public final class LogProvider implements SLF4JServiceProvider {
    private final SLF4JServiceProvider simple = new SimpleServiceProvider();
    private @Nullable ILoggerFactory loggers;

    /** Makes this the provider of the process. Must be called before the first logger is created. */
    static void install() {
        System.setProperty("slf4j.provider", LogProvider.class.getName());
        System.setProperty("slf4j.internal.verbosity", "WARN"); // Else SLF4J prints which provider it takes.
    }

    @Override
    public void initialize() {
        simple.initialize();
        loggers = new LimitedLoggers(simple.getLoggerFactory(), System::nanoTime);
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return loggers == null ? simple.getLoggerFactory() : loggers;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return simple.getMarkerFactory();
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return simple.getMDCAdapter();
    }

    @Override
    public String getRequestedApiVersion() {
        return simple.getRequestedApiVersion();
    }
}
