package io.kubestats.security;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubestats.http.GuardedRequest;
import io.kubestats.security.Authentication.Busy;
import io.kubestats.security.Authentication.Known;
import io.kubestats.security.Authentication.NoOpinion;
import io.kubestats.security.Authentication.Rejected;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Authenticator for bearer tokens that asks the API server for a token review, and caches the verdict. Tokens
 * themselves are not stored: the key of a verdict is a hash with a random key of this process. Thread-safe.
 */
final class TokenAuthenticator implements Authenticator {
    private static final String SCHEME = "bearer ";
    private static final String HASH = "HmacSHA256";
    private static final int LONGEST_TOKEN = 64 << 10;

    /** Owner of the verdicts on unknown tokens. */
    private static final String STRANGERS = "";

    private final ReviewClient reviews;
    private final Duration holds;
    private final ReviewCache<Authentication> cache;
    private final SecretKeySpec hashKey;

    TokenAuthenticator(ReviewClient reviews, Duration holds, LongSupplier nanos) {
        this.reviews = requireNonNull(reviews, "reviews");
        this.holds = requireNonNull(holds, "holds");
        this.cache = new ReviewCache<>(new ReviewPermits(12, 4, 4), nanos);
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        this.hashKey = new SecretKeySpec(key, HASH);
    }

    @Override
    public AccessOutcome known() {
        return AccessOutcome.TOKEN;
    }

    @Override
    public Authentication authenticate(GuardedRequest request) {
        List<String> values = request.values("Authorization");
        if (values.isEmpty()) {
            return new NoOpinion();
        }
        String value = values.get(0).strip();
        if (values.size() > 1) {
            return new Rejected("there are several Authorization headers");
        }
        if (!value.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return new NoOpinion();
        }
        String token = value.substring(SCHEME.length()).strip();
        if (token.isEmpty() || token.length() > LONGEST_TOKEN || token.indexOf(' ') >= 0) {
            return new Rejected("bearer token: malformed");
        }
        try {
            return cache.get(request.remote(), hash(token), () -> answer(review(token)));
        } catch (ReviewException e) {
            return e.isBusy() ? new Busy() : new Rejected("bearer token: it could not be reviewed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Rejected("bearer token: shutting down");
        }
    }

    /** Returns the cache of verdicts. */
    ReviewCache<Authentication> cache() {
        return cache;
    }

    private ReviewCache.Answer<Authentication> answer(Authentication verdict) {
        return verdict instanceof Known known
                ? new ReviewCache.Answer<>(
                        known, known.caller().share(), known.caller().size(), holds)
                : new ReviewCache.Answer<>(verdict, STRANGERS, 0, holds);
    }

    private Authentication review(String token) throws ReviewException, InterruptedException {
        ObjectNode spec = reviews.object().put("token", token);
        JsonNode status = reviews.status(
                "/apis/authentication.k8s.io/v1/tokenreviews",
                "authentication.k8s.io/v1",
                "TokenReview",
                spec,
                "the ClusterRole system:auth-delegator");
        String name = status.path("user").path("username").asText();
        if (!status.path("authenticated").asBoolean() || name.isEmpty()) {
            return new Rejected("bearer token: rejected by the API server");
        }
        List<String> groups = new ArrayList<>();
        status.path("user").path("groups").forEach(group -> groups.add(group.asText()));
        Map<String, List<String>> extra = new TreeMap<>();
        status.path("user").path("extra").forEachEntry((key, texts) -> {
            List<String> values = new ArrayList<>();
            texts.forEach(value -> values.add(value.asText()));
            extra.put(key, values);
        });
        return new Known(new Caller(name, status.path("user").path("uid").asText(), groups, extra));
    }

    private String hash(String token) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(hashKey);
            return HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
