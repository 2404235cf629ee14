package io.kubestats.demo.api;

import io.javalin.Javalin;
import io.kubestats.demo.cluster.SimulatedCluster;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** A server of {@link CoreApiRoutes} and of the empty API group list that kubectl requires. */
public final class CoreApiServer {
    private CoreApiServer() {}

    /** Returns a server, not yet started, for a free loopback port. */
    public static Javalin javalin(
            SimulatedCluster cluster, Function<String, Predicate<Map<String, String>>> selectors) {
        return Javalin.create(config -> {
            config.jetty.host = "127.0.0.1";
            config.jetty.port = 0;
            config.startup.showJavalinBanner = false;
            config.routes.get(
                    "/apis",
                    context -> context.contentType("application/json")
                            .result("{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":[]}"));
            new CoreApiRoutes(cluster, selectors).register(config.routes);
        });
    }
}
