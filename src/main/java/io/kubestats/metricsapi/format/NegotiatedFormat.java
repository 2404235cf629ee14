package io.kubestats.metricsapi.format;

import java.util.List;

/** The result of content negotiation for one response. */
public record NegotiatedFormat(BodyEncoding encoding, ObjectTransform transform) {
    private static final List<BodyEncoding> SERVED =
            List.of(BodyEncoding.JSON, BodyEncoding.YAML, BodyEncoding.PROTOBUF);

    /**
     * Returns the first format in the request's Accept header that is on offer.
     *
     * @throws ApiStatusException 406 if no format matches
     */
    public static NegotiatedFormat negotiate(ApiRequest request, FormatOffer offer) throws ApiStatusException {
        String accept = request.header("accept").strip();
        if (accept.isEmpty()) {
            return new NegotiatedFormat(pretty(BodyEncoding.JSON, request.wantsPretty()), ObjectTransform.NONE);
        }
        boolean anyCovered = false;
        for (AcceptClause clause : AcceptClause.parse(accept)) {
            ObjectTransform transform = ObjectTransform.of(clause);
            for (BodyEncoding encoding : SERVED) {
                if (!clause.covers(encoding)) {
                    continue;
                }
                anyCovered = true;
                boolean understood = clause.parameter("stream").isEmpty()
                        && clause.parameter("sv").isEmpty();
                if (understood && offer.serves(encoding, transform)) {
                    boolean isPretty =
                            request.wantsPretty() || clause.parameter("pretty").equals("1");
                    return new NegotiatedFormat(pretty(encoding, isPretty), transform);
                }
            }
        }
        throw refusal(offer, anyCovered).asException();
    }

    /** Returns the encoding of a Status: the requested one, or else indented JSON. */
    public static BodyEncoding ofStatus(ApiRequest request) {
        try {
            return negotiate(request, FormatOffer.DOCUMENT).encoding();
        } catch (ApiStatusException notAcceptable) {
            return BodyEncoding.PRETTY_JSON;
        }
    }

    private static BodyEncoding pretty(BodyEncoding encoding, boolean isPretty) {
        return encoding == BodyEncoding.JSON && isPretty ? BodyEncoding.PRETTY_JSON : encoding;
    }

    private static ApiStatus refusal(FormatOffer offer, boolean anyCovered) {
        StringBuilder served = new StringBuilder();
        for (BodyEncoding encoding : SERVED) {
            if (offer.serves(encoding, ObjectTransform.NONE)) {
                served.append(served.isEmpty() ? "" : ", ").append(encoding.mediaType());
            }
        }
        return anyCovered
                ? ApiStatus.notAcceptable("only the following media types are accepted: " + served)
                : ApiStatus.noSuchRepresentation(served.toString());
    }
}
