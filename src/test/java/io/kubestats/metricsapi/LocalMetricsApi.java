package io.kubestats.metricsapi;

import io.javalin.Javalin;

/** The API over the tests' small cluster on a port of the loopback address, to try clients by hand. */
final class LocalMetricsApi {
    private LocalMetricsApi() {}

    /** Serves until the process ends; the one argument is the port. */
    public static void main(String[] arguments) {
        start(Integer.parseInt(arguments[0]));
    }

    static Javalin start(int port) {
        MetricsApiRoutes routes = new MetricsApiRoutes(Shop::view, Shop.nodes(), Shop.pods(), Shop.CLOCK, Shop.VERSION);
        return Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    routes.register(config.routes);
                })
                .start("127.0.0.1", port);
    }
}
