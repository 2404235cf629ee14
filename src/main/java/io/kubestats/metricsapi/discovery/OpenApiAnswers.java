package io.kubestats.metricsapi.discovery;

import io.kubestats.metricsapi.format.AcceptClause;
import io.kubestats.metricsapi.format.ApiAnswer;
import io.kubestats.metricsapi.format.ApiRequest;
import io.kubestats.metricsapi.format.ApiStatus;
import io.kubestats.metricsapi.format.ApiStatusException;
import io.kubestats.metricsapi.format.ApiVersion;
import io.kubestats.metricsapi.format.BodyEncoding;
import io.kubestats.metricsapi.format.ProtobufBuffer;
import io.kubestats.metricsapi.format.ResponseBody;
import io.kubestats.metricsapi.format.StaticDocument;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/** Responder to requests for OpenAPI documents, which are created on first use. Thread-safe. */
public final class OpenApiAnswers {
    private static final String JSON = "application/json";

    private final Clock clock;

    public OpenApiAnswers(Clock clock) {
        this.clock = clock;
    }

    /** Returns {@code /openapi/v2}. */
    public ApiAnswer v2(ApiRequest request) throws ApiStatusException {
        StaticDocument document = V2.DOCUMENT;
        return isProtobuf(request, "v2")
                ? document(request, document, protobufType("v2"), V2Protobuf.DOCUMENT::writeTo)
                : document(request, document, JSON, document::writeJson);
    }

    /** Returns {@code /openapi/v3}, which is JSON whatever the client accepts. */
    public ApiAnswer index(ApiRequest request) {
        return document(request, V3.INDEX, JSON, V3.INDEX::writeJson);
    }

    /**
     * Returns {@code /openapi/v3/apis/metrics.k8s.io/VERSION}. The API server redirects a request with an outdated
     * hash, but the aggregation layer does not pass redirects on; the document is returned in any case.
     */
    public ApiAnswer v3(ApiRequest request, ApiVersion version) throws ApiStatusException {
        boolean v1 = version == ApiVersion.V1;
        StaticDocument document = v1 ? V3.OF_V1 : V3.OF_V1BETA1;
        return isProtobuf(request, "v3")
                ? document(
                        request, document, protobufType("v3"), (v1 ? V3Protobuf.OF_V1 : V3Protobuf.OF_V1BETA1)::writeTo)
                : document(request, document, JSON, document::writeJson);
    }

    /** Returns a document. Its two representations share one entity tag, as at the API server, and vary by Accept. */
    private ApiAnswer document(ApiRequest request, StaticDocument document, String contentType, ResponseBody body) {
        Map<String, String> headers = new HashMap<>(Map.of("ETag", document.entityTag(), "Vary", "Accept"));
        if (request.parameter("hash").equals(document.hash())) {
            headers.put("Cache-Control", "public, immutable");
            headers.put(
                    "Expires",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            clock.instant().atZone(ZoneOffset.UTC).plusYears(1)));
        }
        if (request.header("if-none-match").equals(document.entityTag())) {
            return ApiAnswer.notModified(headers);
        }
        return ApiAnswer.ok(contentType, body).withHeaders(headers);
    }

    /**
     * Negotiates the representation of a document.
     *
     * @throws ApiStatusException 406 if the client accepts neither
     */
    private static boolean isProtobuf(ApiRequest request, String spec) throws ApiStatusException {
        String accept = request.header("accept");
        if (accept.isBlank()) {
            return false;
        }
        for (AcceptClause clause : AcceptClause.parse(accept)) {
            if (clause.covers(BodyEncoding.JSON)) {
                return false;
            }
            if (clause.covers(protobufType(spec))
                    || clause.covers(protobufType(spec).replace(spec + ".", spec + "@"))) {
                return true;
            }
        }
        throw ApiStatus.noSuchRepresentation(JSON + ", " + protobufType(spec)).asException();
    }

    /**
     * Returns the media type of the response. Clients still request its older form, with an {@code @} before the
     * version.
     */
    private static String protobufType(String spec) {
        return "application/com.github.proto-openapi.spec." + spec + ".v1.0+protobuf";
    }

    /** Holder that is initialised on first use. */
    private static final class V2 {
        static final StaticDocument DOCUMENT = OpenApiDocuments.v2();
    }

    /** Holder that is initialised on first use. */
    private static final class V3 {
        static final StaticDocument INDEX = OpenApiDocuments.index();
        static final StaticDocument OF_V1 = OpenApiDocuments.v3(ApiVersion.V1);
        static final StaticDocument OF_V1BETA1 = OpenApiDocuments.v3(ApiVersion.V1BETA1);
    }

    /** Holder that is initialised on first use. */
    private static final class V2Protobuf {
        static final ProtobufBuffer DOCUMENT = OpenApiV2Protobuf.of(V2.DOCUMENT.tree());
    }

    /** Holder that is initialised on first use. */
    private static final class V3Protobuf {
        static final ProtobufBuffer OF_V1 = OpenApiV3Protobuf.of(V3.OF_V1.tree());
        static final ProtobufBuffer OF_V1BETA1 = OpenApiV3Protobuf.of(V3.OF_V1BETA1.tree());
    }
}
