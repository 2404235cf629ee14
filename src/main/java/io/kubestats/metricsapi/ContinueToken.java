package io.kubestats.metricsapi;

import io.kubestats.metricsapi.format.ApiStatus;
import io.kubestats.metricsapi.format.ApiStatusException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.OptionalLong;

/**
 * The position in a paged list where a page begins, as opaque text for clients. Clients can forge it, so it selects
 * nothing: the objects of a page come from the scope of the request with the token.
 *
 * @param scope the fingerprint of the list that the token continues
 * @param roster the set of objects that is paged through; absent to continue in the current set
 * @param namespace namespace of the last object of the previous page
 * @param name name of the last object of the previous page
 */
record ContinueToken(long scope, OptionalLong roster, String namespace, String name) {
    private static final String FORM = "2";
    private static final String NO_ROSTER = "-";

    /** The length of the longest valid token. */
    private static final int LONGEST = 1024;

    /**
     * Parses the token of a request for {@code scope}.
     *
     * @throws ApiStatusException 400 if it is malformed or belongs to another list
     */
    static ContinueToken parse(String text, ListScope scope) throws ApiStatusException {
        ContinueToken token = parse(text);
        if (token.scope != scope.fingerprint()) {
            throw invalid(": it belongs to another resource, namespace or selector");
        }
        return token;
    }

    private static ContinueToken parse(String text) throws ApiStatusException {
        try {
            if (text.length() > LONGEST) {
                throw invalid("");
            }
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            String[] parts = plain.split("/", -1);
            if (parts.length != 5 || !parts[0].equals(FORM)) {
                throw invalid("");
            }
            OptionalLong roster =
                    parts[2].equals(NO_ROSTER) ? OptionalLong.empty() : OptionalLong.of(hexadecimal(parts[2]));
            return new ContinueToken(hexadecimal(parts[1]), roster, parts[3], parts[4]);
        } catch (IllegalArgumentException e) {
            throw invalid("");
        }
    }

    /** Returns the token that continues from the same position in the current set. */
    ContinueToken withoutRoster() {
        return new ContinueToken(scope, OptionalLong.empty(), namespace, name);
    }

    /** Returns whether an object follows the previous page. */
    boolean isBefore(String otherNamespace, String otherName) {
        int order = otherNamespace.compareTo(namespace);
        return order > 0 || (order == 0 && otherName.compareTo(name) > 0);
    }

    /** Returns the token as text that needs no escape in a URL. */
    String text() {
        String rosterText = roster.isPresent() ? Long.toHexString(roster.getAsLong()) : NO_ROSTER;
        String plain = String.join("/", FORM, Long.toHexString(scope), rosterText, namespace, name);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static long hexadecimal(String text) {
        return Long.parseUnsignedLong(text, 16);
    }

    private static ApiStatusException invalid(String why) {
        return ApiStatus.badRequest("invalid continue token: continue key is not valid" + why)
                .asException();
    }
}
