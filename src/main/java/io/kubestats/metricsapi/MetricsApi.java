package io.kubestats.metricsapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kubestats.json.JsonTree;
import io.kubestats.metricsapi.discovery.DiscoveryAnswers;
import io.kubestats.metricsapi.discovery.OpenApiAnswers;
import io.kubestats.metricsapi.discovery.VersionInfo;
import io.kubestats.metricsapi.format.ApiAnswer;
import io.kubestats.metricsapi.format.ApiRequest;
import io.kubestats.metricsapi.format.ApiStatus;
import io.kubestats.metricsapi.format.ApiStatusException;
import io.kubestats.metricsapi.format.ApiVersion;
import io.kubestats.metricsapi.format.BodyEncoding;
import io.kubestats.metricsapi.format.NegotiatedFormat;
import io.kubestats.metricsapi.format.StaticDocument;
import io.kubestats.store.UsageView;
import io.kubestats.wire.GoDurationParser;
import java.util.Optional;

/** The API below the group's paths, independent of any HTTP library. Thread-safe. */
final class MetricsApi {
    static final String GROUP_PATH = "/apis/" + ApiVersion.GROUP;
    static final String OPENAPI_PATH = "/openapi/v3/apis/" + ApiVersion.GROUP;

    private final ObjectAnswers objects;
    private final DiscoveryAnswers discovery;
    private final OpenApiAnswers openApi;
    private final VersionInfo version;

    MetricsApi(ObjectAnswers objects, DiscoveryAnswers discovery, OpenApiAnswers openApi, VersionInfo version) {
        this.objects = objects;
        this.discovery = discovery;
        this.openApi = openApi;
        this.version = version;
    }

    /** Returns the response, to be written while {@code view} is open; a Status if the request is invalid. */
    ApiAnswer answer(ApiRequest request, UsageView view) {
        try {
            checkTimeout(request.parameter("timeout"));
            return route(request, view);
        } catch (ApiStatusException e) {
            return ApiAnswer.of(e.status(), NegotiatedFormat.ofStatus(request));
        }
    }

    /** Returns the resource that the request's path names, if it is served. */
    static Optional<ApiPath> path(ApiRequest request) {
        String path = withoutSlash(request.path());
        return path.startsWith(GROUP_PATH) ? ApiPath.parse(path) : Optional.empty();
    }

    private ApiAnswer route(ApiRequest request, UsageView view) throws ApiStatusException {
        String path = withoutSlash(request.path());
        if (path.startsWith(GROUP_PATH)) {
            return group(
                    request,
                    path(request).orElseThrow(() -> ApiStatus.noSuchPath().asException()),
                    view);
        }
        if (path.startsWith(OPENAPI_PATH + "/")) {
            Optional<ApiVersion> named = ApiVersion.of(path.substring(OPENAPI_PATH.length() + 1));
            checkMethod(request);
            return openApi.v3(
                    request, named.orElseThrow(() -> ApiStatus.noSuchPath().asException()));
        }
        checkMethod(request);
        return switch (path) {
            case "/apis" -> discovery.groups(request);
            case "/openapi/v2" -> openApi.v2(request);
            case "/openapi/v3" -> openApi.index(request);
            case "/version" -> ApiAnswer.ok(BodyEncoding.PRETTY_JSON, versionDocument());
            default -> throw ApiStatus.noSuchPath().asException();
        };
    }

    private ApiAnswer group(ApiRequest request, ApiPath path, UsageView view) throws ApiStatusException {
        checkMethod(request);
        if (path instanceof ApiPath.Collection list) {
            return objects.list(request, list, view);
        }
        if (path instanceof ApiPath.Pod pod) {
            return objects.pod(request, pod, view);
        }
        if (path instanceof ApiPath.Node node) {
            return objects.node(request, node, view);
        }
        return path instanceof ApiPath.Version named
                ? discovery.resources(request, named.version())
                : discovery.group(request);
    }

    private StaticDocument versionDocument() {
        return StaticDocument.of(JsonTree.text(JsonNodeFactory.instance
                .objectNode()
                .put("major", version.major())
                .put("minor", version.minor())
                .put("gitVersion", version.gitVersion())
                .put("gitCommit", version.gitCommit())
                .put("gitTreeState", "clean")
                .put("buildDate", version.buildDate())
                .put("goVersion", version.runtime())
                .put("compiler", "javac")
                .put("platform", version.platform())));
    }

    private static void checkMethod(ApiRequest request) throws ApiStatusException {
        if (!request.method().equals("GET")) {
            throw ApiStatus.methodNotAllowed().asException();
        }
    }

    /** Validates the timeout, which otherwise has no effect because responses come from memory. */
    private static void checkTimeout(String timeout) throws ApiStatusException {
        if (timeout.isEmpty()) {
            return;
        }
        try {
            GoDurationParser.parse(timeout);
        } catch (IllegalArgumentException e) {
            throw ApiStatus.badRequest("invalid timeout specified in the request URL - " + e.getMessage())
                    .asException();
        }
    }

    private static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
