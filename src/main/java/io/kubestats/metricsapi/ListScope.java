package io.kubestats.metricsapi;

import static java.util.Objects.requireNonNull;

import io.kubestats.metricsapi.format.ApiResource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * The properties of a list request that determine its objects: the resource and the namespace, for which the caller was
 * authorised, and the selectors. Pages of one scope are never served to a request of another.
 *
 * @param namespace empty for all namespaces
 * @param labels the label selector as text, which takes less memory than its parsed form
 */
record ListScope(ApiResource resource, Optional<String> namespace, String labels, FieldSelector fields) {
    ListScope {
        requireNonNull(resource, "resource");
        requireNonNull(namespace, "namespace");
        requireNonNull(labels, "labels");
        requireNonNull(fields, "fields");
    }

    /** Returns the scope of a request with these options. */
    static ListScope of(ApiResource resource, Optional<String> namespace, ListOptions options) {
        return new ListScope(resource, namespace, options.labels().toString(), options.fields());
    }

    /**
     * Returns a number that is equal for equal scopes in every replica. It detects a token that is used with another
     * request by mistake; it is no secret and grants nothing.
     */
    long fingerprint() {
        String text = String.join("\n", resource.plural(), namespace.orElse("*"), labels, fields.toString());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
