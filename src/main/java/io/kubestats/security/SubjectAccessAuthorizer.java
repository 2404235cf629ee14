package io.kubestats.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubestats.json.JsonTree;
import io.kubestats.text.PrintableText;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Authorizer that asks the API server for a subject access review, and caches the verdict. Thread-safe. */
final class SubjectAccessAuthorizer {
    private static final int LONGEST_REASON = 300;

    private final ReviewClient reviews;
    private final Duration allowedHolds;
    private final Duration deniedHolds;
    private final ReviewCache<Decision> cache;

    SubjectAccessAuthorizer(ReviewClient reviews, Duration allowedHolds, Duration deniedHolds, LongSupplier nanos) {
        this.reviews = requireNonNull(reviews, "reviews");
        this.allowedHolds = requireNonNull(allowedHolds, "allowedHolds");
        this.deniedHolds = requireNonNull(deniedHolds, "deniedHolds");
        this.cache = new ReviewCache<>(new ReviewPermits(24, 12, 8), nanos);
    }

    /**
     * Returns the decision on a request.
     *
     * @throws ReviewException if there is no decision, which does not admit
     */
    Decision decide(Caller caller, RequestAttributes attributes) throws ReviewException, InterruptedException {
        if (caller.isMaster()) {
            return Decision.ALLOWED;
        }
        ObjectNode spec = spec(caller, attributes);
        String owner = caller.share();
        return cache.get(owner, Sha256.of(JsonTree.text(spec).getBytes(UTF_8)), () -> review(spec, owner));
    }

    /** Returns the cache of verdicts. */
    ReviewCache<Decision> cache() {
        return cache;
    }

    private ReviewCache.Answer<Decision> review(ObjectNode spec, String owner)
            throws ReviewException, InterruptedException {
        JsonNode status = reviews.status(
                "/apis/authorization.k8s.io/v1/subjectaccessreviews",
                "authorization.k8s.io/v1",
                "SubjectAccessReview",
                spec,
                "the ClusterRole system:auth-delegator");
        if (status.path("allowed").asBoolean() && !status.path("denied").asBoolean()) {
            return new ReviewCache.Answer<>(Decision.ALLOWED, owner, 0, allowedHolds);
        }
        String reason = PrintableText.oneLine(status.path("reason").asText(), LONGEST_REASON);
        return new ReviewCache.Answer<>(new Decision(false, reason), owner, reason.length(), deniedHolds);
    }

    private ObjectNode spec(Caller caller, RequestAttributes wanted) {
        ObjectNode spec = reviews.object().put("user", caller.name());
        if (!caller.uid().isEmpty()) {
            spec.put("uid", caller.uid());
        }
        caller.groups().forEach(spec.putArray("groups")::add);
        if (!caller.extra().isEmpty()) {
            ObjectNode extra = spec.putObject("extra");
            caller.extra().forEach((key, values) -> {
                ArrayNode array = extra.putArray(key);
                values.forEach(array::add);
            });
        }
        if (wanted.isResource()) {
            spec.putObject("resourceAttributes")
                    .put("verb", wanted.verb())
                    .put("group", wanted.group())
                    .put("version", wanted.version())
                    .put("namespace", wanted.namespace())
                    .put("resource", wanted.resource())
                    .put("subresource", wanted.subresource())
                    .put("name", wanted.name());
        } else {
            spec.putObject("nonResourceAttributes").put("path", wanted.path()).put("verb", wanted.verb());
        }
        return spec;
    }

    /** An approval, or a denial with the reason of the API server, which can be empty. */
    record Decision(boolean allowed, String reason) {
        static final Decision ALLOWED = new Decision(true, "");

        Decision {
            requireNonNull(reason, "reason");
        }
    }
}
