package io.kubestats.demo.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kubestats.http.RouteGroup;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * The reviews with which clients such as k9s determine their permissions: {@code SelfSubjectAccessReview} and {@code
 * SelfSubjectRulesReview}. The demo has no authorisation, so everything is allowed.
 */
public final class SelfReviewRoutes implements RouteGroup {
    private static final String GROUP = "authorization.k8s.io";
    private static final String PATH = "/apis/" + GROUP + "/v1";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int CREATED = 201;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;

    /** The most bytes of a request; a review has a few hundred. */
    private static final int LARGEST = 1 << 16;

    @Override
    public void register(RoutesConfig routes) {
        routes.get(PATH, SelfReviewRoutes::resources);
        routes.post(
                PATH + "/selfsubjectaccessreviews",
                context -> review(context, "SelfSubjectAccessReview", SelfReviewRoutes::allow));
        routes.post(
                PATH + "/selfsubjectrulesreviews",
                context -> review(context, "SelfSubjectRulesReview", SelfReviewRoutes::allRules));
    }

    @Override
    public List<String> paths() {
        return List.of(PATH);
    }

    private static void resources(Context context) throws IOException {
        ObjectNode list = MAPPER.createObjectNode();
        list.put("kind", "APIResourceList").put("apiVersion", "v1").put("groupVersion", GROUP + "/v1");
        for (String kind : List.of("SelfSubjectAccessReview", "SelfSubjectRulesReview")) {
            ObjectNode resource = list.withArray("resources").addObject();
            resource.put("name", kind.toLowerCase(Locale.ROOT) + "s").put("singularName", "");
            resource.put("namespaced", false).put("kind", kind);
            resource.putArray("verbs").add("create");
        }
        CoreApiRoutes.send(context, CoreApiRoutes.JSON, list);
    }

    /** Fills in the status of a review. */
    private interface Verdict {
        void write(ObjectNode status);
    }

    private static void review(Context context, String kind, Verdict verdict) throws IOException {
        byte[] body = context.req().getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            CoreApiRoutes.refuse(
                    context,
                    CoreApiRoutes.status(TOO_LARGE, "RequestEntityTooLarge", "a review has at most 65536 bytes"));
            return;
        }
        if (read(body) instanceof ObjectNode review && review.get("spec") instanceof ObjectNode) {
            review.put("kind", kind).put("apiVersion", GROUP + "/v1");
            verdict.write(review.putObject("status"));
            context.status(CREATED);
            CoreApiRoutes.send(context, CoreApiRoutes.JSON, review);
        } else {
            CoreApiRoutes.refuse(
                    context, CoreApiRoutes.status(BAD_REQUEST, "BadRequest", "the body is no " + kind + " in JSON"));
        }
    }

    private static JsonNode read(byte[] body) throws IOException {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException notJson) {
            return MAPPER.missingNode();
        }
    }

    private static void allow(ObjectNode status) {
        status.put("allowed", true).put("reason", "the demo allows everything");
    }

    private static void allRules(ObjectNode status) {
        ObjectNode resources = status.putArray("resourceRules").addObject();
        resources.putArray("verbs").add("*");
        resources.putArray("apiGroups").add("*");
        resources.putArray("resources").add("*");
        ObjectNode others = status.putArray("nonResourceRules").addObject();
        others.putArray("verbs").add("*");
        others.putArray("nonResourceURLs").add("*");
        status.put("incomplete", false);
    }
}
