package io.kubestats.metricsapi.format;

import java.util.List;

/** How one answer shall be given, as the client and we agreed on it. */
public record Format(Encoding encoding, Transform transform) {
    private static final List<Encoding> SERVED = List.of(Encoding.JSON, Encoding.YAML, Encoding.PROTOBUF);

    /**
     * The first format that the request's Accept header asks for and that is on offer.
     *
     * @throws ApiStatusException 406 if there is none
     */
    public static Format negotiate(ApiRequest request, Offer offer) throws ApiStatusException {
        String accept = request.header("accept").strip();
        if (accept.isEmpty()) {
            return new Format(pretty(Encoding.JSON, request.wantsPretty()), Transform.NONE);
        }
        boolean anyCovered = false;
        for (AcceptClause clause : AcceptClause.parse(accept)) {
            Transform transform = Transform.of(clause);
            for (Encoding encoding : SERVED) {
                if (!clause.covers(encoding)) {
                    continue;
                }
                anyCovered = true;
                boolean understood = clause.parameter("stream").isEmpty()
                        && clause.parameter("sv").isEmpty();
                if (understood && offer.serves(encoding, transform)) {
                    boolean isPretty =
                            request.wantsPretty() || clause.parameter("pretty").equals("1");
                    return new Format(pretty(encoding, isPretty), transform);
                }
            }
        }
        throw refusal(offer, anyCovered).asException();
    }

    /** How a Status is written: as asked for, or as JSON for people if that cannot be. */
    public static Encoding ofStatus(ApiRequest request) {
        try {
            return negotiate(request, Offer.DOCUMENT).encoding();
        } catch (ApiStatusException notAcceptable) {
            return Encoding.PRETTY_JSON;
        }
    }

    private static Encoding pretty(Encoding encoding, boolean isPretty) {
        return encoding == Encoding.JSON && isPretty ? Encoding.PRETTY_JSON : encoding;
    }

    private static ApiStatus refusal(Offer offer, boolean anyCovered) {
        StringBuilder served = new StringBuilder();
        for (Encoding encoding : SERVED) {
            if (offer.serves(encoding, Transform.NONE)) {
                served.append(served.isEmpty() ? "" : ", ").append(encoding.mediaType());
            }
        }
        return anyCovered
                ? ApiStatus.notAcceptable("only the following media types are accepted: " + served)
                : ApiStatus.noSuchRepresentation(served.toString());
    }
}
