package io.kubestats.security;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Asks the API server whether a caller may, and remembers the answer for a while. Safe for any number of threads. */
final class SubjectAccessAuthorizer {
    private final Reviews reviews;
    private final Duration allowedHolds;
    private final Duration deniedHolds;
    private final ReviewCache<Key, Decision> cache;

    SubjectAccessAuthorizer(Reviews reviews, Duration allowedHolds, Duration deniedHolds, LongSupplier nanos) {
        this.reviews = requireNonNull(reviews, "reviews");
        this.allowedHolds = requireNonNull(allowedHolds, "allowedHolds");
        this.deniedHolds = requireNonNull(deniedHolds, "deniedHolds");
        this.cache = new ReviewCache<>(nanos);
    }

    /**
     * Whether the caller may.
     *
     * @throws ReviewException if that could not be found out, which is not a yes
     */
    Decision decide(Caller caller, Attributes attributes) throws ReviewException, InterruptedException {
        return caller.isMaster()
                ? Decision.ALLOWED
                : cache.get(new Key(caller, attributes), () -> review(caller, attributes));
    }

    private ReviewCache.Answer<Decision> review(Caller caller, Attributes attributes)
            throws ReviewException, InterruptedException {
        JsonNode status = reviews.status(
                "/apis/authorization.k8s.io/v1/subjectaccessreviews",
                "authorization.k8s.io/v1",
                "SubjectAccessReview",
                spec(caller, attributes),
                "the ClusterRole system:auth-delegator");
        boolean allowed =
                status.path("allowed").asBoolean() && !status.path("denied").asBoolean();
        return allowed
                ? new ReviewCache.Answer<>(Decision.ALLOWED, allowedHolds)
                : new ReviewCache.Answer<>(
                        new Decision(false, status.path("reason").asText()), deniedHolds);
    }

    private ObjectNode spec(Caller caller, Attributes wanted) {
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

    /** Yes, or no with what the API server says of it, which may be nothing. */
    record Decision(boolean allowed, String reason) {
        static final Decision ALLOWED = new Decision(true, "");

        Decision {
            requireNonNull(reason, "reason");
        }
    }

    private record Key(Caller caller, Attributes attributes) {}
}
