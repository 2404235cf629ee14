package io.kubestats.metricsapi;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.kubestats.store.UsageView;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A server of the Metrics API of the {@link Shop} on a loopback port, for tests and manual trials of clients. */
final class LocalMetricsApi implements AutoCloseable {
    private final Javalin javalin;

    private LocalMetricsApi(Javalin javalin) {
        this.javalin = javalin;
    }

    /** Serves until the process ends; the one argument is the port. */
    @SuppressWarnings("resource") // Closed by the exit of the process.
    public static void main(String[] arguments) {
        start(Integer.parseInt(arguments[0]), Shop::view, CoreStub::register);
    }

    static LocalMetricsApi start(int port, Supplier<UsageView> views, Consumer<RoutesConfig> more) {
        MetricsApiRoutes routes = new MetricsApiRoutes(
                views, Shop.nodes(), Shop.pods(), Shop.VERSION, Shop.CLOCK, System::nanoTime, MetricsApiObserver.NOOP);
        return new LocalMetricsApi(Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    routes.register(config.routes);
                    more.accept(config.routes);
                })
                .start("127.0.0.1", port));
    }

    String address() {
        return "http://127.0.0.1:" + javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
