package io.kubestats.metricsapi;

import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import io.kubestats.cluster.NodeLister;
import io.kubestats.cluster.PodLister;
import io.kubestats.http.RouteGroup;
import io.kubestats.metricsapi.discovery.DiscoveryAnswers;
import io.kubestats.metricsapi.discovery.OpenApiAnswers;
import io.kubestats.metricsapi.discovery.VersionInfo;
import io.kubestats.metricsapi.format.ApiVersion;
import io.kubestats.store.UsageView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The routes of {@code metrics.k8s.io}, v1 and v1beta1: discovery, metrics of nodes and pods, OpenAPI and {@code
 * /version}. The listers decide which objects exist; their usage comes from one view per request. Thread-safe.
 */
public final class MetricsApiRoutes implements RouteGroup {
    /** The suffix that matches a path and everything below it. */
    private static final String AND_BELOW = "/<below>";

    private final ApiHandler handler;

    /**
     * Creates the routes.
     *
     * @param views source of the current view of usage
     * @param clock clock of the times in responses
     * @param nanos ticker that measures responses
     * @param observer listener to responses
     */
    public MetricsApiRoutes(
            Supplier<UsageView> views,
            NodeLister nodes,
            PodLister pods,
            VersionInfo version,
            Clock clock,
            LongSupplier nanos,
            MetricsApiObserver observer) {
        ObjectAnswers objects = new ObjectAnswers(new MetricsSource(nodes, pods, clock), clock, observer);
        MetricsApi api = new MetricsApi(objects, new DiscoveryAnswers(), new OpenApiAnswers(clock), version);
        this.handler = new ApiHandler(api, views, nanos, observer);
    }

    @Override
    public void register(RoutesConfig routes) {
        List<String> all = new ArrayList<>(List.of("/apis", "/openapi/v2", "/openapi/v3", "/version"));
        all.addAll(List.of(MetricsApi.GROUP_PATH, MetricsApi.GROUP_PATH + AND_BELOW));
        all.add(MetricsApi.OPENAPI_PATH + AND_BELOW);
        for (String path : all) {
            for (HandlerType method : HandlerType.values()) {
                if (method.isHttpMethod()) {
                    routes.addHttpHandler(method, path, handler);
                }
            }
        }
    }

    @Override
    public List<String> paths() {
        List<String> paths = new ArrayList<>(List.of("/apis", MetricsApi.GROUP_PATH));
        for (ApiVersion version : ApiVersion.values()) {
            paths.add("/apis/" + version.groupVersion());
        }
        paths.addAll(List.of("/openapi/v2", "/openapi/v3", "/version"));
        return paths;
    }
}
