package io.kubestats.metricsapi;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.OptionalLong;

/**
 * Where a page begins, as clients carry it about: opaque to them.
 *
 * @param roster which set of objects is paged through; absent if it is whatever there is now
 * @param namespace of the last object of the page before
 * @param name of the last object of the page before
 */
record ContinueToken(OptionalLong roster, String namespace, String name) {
    private static final String FORM = "1";
    private static final String NO_ROSTER = "-";

    /** Longer ones are not ours. */
    private static final int LONGEST = 1024;

    static ContinueToken parse(String text) throws ApiStatusException {
        try {
            if (text.length() > LONGEST) {
                throw invalid();
            }
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            String[] parts = plain.split("/", -1);
            if (parts.length != 4 || !parts[0].equals(FORM)) {
                throw invalid();
            }
            OptionalLong roster = parts[1].equals(NO_ROSTER)
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseUnsignedLong(parts[1], 16));
            return new ContinueToken(roster, parts[2], parts[3]);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    /** The token that goes on from the same place in whatever there is then. */
    ContinueToken withoutRoster() {
        return new ContinueToken(OptionalLong.empty(), namespace, name);
    }

    /** Whether an object comes after the page before. */
    boolean isBefore(String otherNamespace, String otherName) {
        int order = otherNamespace.compareTo(namespace);
        return order > 0 || (order == 0 && otherName.compareTo(name) > 0);
    }

    /** The token as text that needs no escape in a URL. */
    String text() {
        String rosterText = roster.isPresent() ? Long.toHexString(roster.getAsLong()) : NO_ROSTER;
        String plain = String.join("/", FORM, rosterText, namespace, name);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static ApiStatusException invalid() {
        return ApiStatus.badRequest("invalid continue token: continue key is not valid")
                .asException();
    }
}
