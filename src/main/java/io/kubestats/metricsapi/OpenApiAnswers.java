package io.kubestats.metricsapi;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/**
 * Answers requests for OpenAPI documents, which are made when they are first asked for. Safe for any number of threads.
 */
final class OpenApiAnswers {
    private static final int NOT_ACCEPTABLE = 406;
    private static final String JSON = "application/json";

    private final Clock clock;

    OpenApiAnswers(Clock clock) {
        this.clock = clock;
    }

    /** {@code /openapi/v2}. */
    Answer v2(ApiRequest request) {
        return document(request, V2.DOCUMENT);
    }

    /** {@code /openapi/v3}. */
    Answer index(ApiRequest request) {
        return document(request, V3.INDEX);
    }

    /**
     * {@code /openapi/v3/apis/metrics.k8s.io/VERSION}. A hash that is not the document's own would be worth a redirect,
     * which the aggregation layer does not let through: so the document is given as it is.
     */
    Answer v3(ApiRequest request, ApiVersion version) {
        return document(request, version == ApiVersion.V1 ? V3.OF_V1 : V3.OF_V1BETA1);
    }

    private Answer document(ApiRequest request, Document document) {
        if (!acceptsJson(request)) {
            return new Answer(NOT_ACCEPTABLE, "", Map.of(), out -> {});
        }
        Map<String, String> headers = new HashMap<>(Map.of("ETag", document.entityTag(), "Vary", "Accept"));
        if (request.parameter("hash").equals(document.hash())) {
            headers.put("Cache-Control", "public, immutable");
            headers.put(
                    "Expires",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            clock.instant().atZone(ZoneOffset.UTC).plusYears(1)));
        }
        if (request.header("if-none-match").equals(document.entityTag())) {
            return Answer.notModified(headers);
        }
        return Answer.ok(JSON, document::writeJson).withHeaders(headers);
    }

    private static boolean acceptsJson(ApiRequest request) {
        String accept = request.header("accept");
        return accept.isBlank() || AcceptClause.parse(accept).stream().anyMatch(clause -> clause.covers(Encoding.JSON));
    }

    /** Made on first use. */
    private static final class V2 {
        static final Document DOCUMENT = OpenApiDocuments.v2();
    }

    /** Made on first use. */
    private static final class V3 {
        static final Document INDEX = OpenApiDocuments.index();
        static final Document OF_V1 = OpenApiDocuments.v3(ApiVersion.V1);
        static final Document OF_V1BETA1 = OpenApiDocuments.v3(ApiVersion.V1BETA1);
    }
}
