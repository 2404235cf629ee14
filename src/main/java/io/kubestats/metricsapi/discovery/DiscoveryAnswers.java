package io.kubestats.metricsapi.discovery;

import io.kubestats.metricsapi.format.ApiAnswer;
import io.kubestats.metricsapi.format.ApiRequest;
import io.kubestats.metricsapi.format.ApiStatusException;
import io.kubestats.metricsapi.format.ApiVersion;
import io.kubestats.metricsapi.format.BodyEncoding;
import io.kubestats.metricsapi.format.FormatOffer;
import io.kubestats.metricsapi.format.NegotiatedFormat;
import io.kubestats.metricsapi.format.ObjectTransform;
import io.kubestats.metricsapi.format.StaticDocument;
import java.util.Map;

/** Responder to discovery requests: groups, versions, resources. Thread-safe. */
public final class DiscoveryAnswers {
    /** Returns {@code /apis}, as a list of groups or aggregated. */
    public ApiAnswer groups(ApiRequest request) throws ApiStatusException {
        NegotiatedFormat format = NegotiatedFormat.negotiate(request, FormatOffer.GROUPS);
        ObjectTransform transform = format.transform();
        if (format.encoding() == BodyEncoding.PROTOBUF) {
            return ApiAnswer.ok(format.encoding().mediaType(), DiscoveryProtobuf.groups(request.localAddress()));
        }
        if (transform.isNone()) {
            return ApiAnswer.ok(format.encoding(), DiscoveryDocuments.groups(request.localAddress()));
        }
        StaticDocument document = DiscoveryDocuments.aggregated(transform.version());
        Map<String, String> headers = Map.of("ETag", document.entityTag(), "Vary", "Accept", "Cache-Control", "public");
        if (request.header("if-none-match").equals(document.entityTag())) {
            return ApiAnswer.notModified(headers);
        }
        String mediaType =
                "application/json;g=" + transform.group() + ";v=" + transform.version() + ";as=" + transform.kind();
        return ApiAnswer.ok(mediaType, document.in(format.encoding())).withHeaders(headers);
    }

    /** Returns {@code /apis/metrics.k8s.io}. */
    public ApiAnswer group(ApiRequest request) throws ApiStatusException {
        BodyEncoding encoding =
                NegotiatedFormat.negotiate(request, FormatOffer.DOCUMENT).encoding();
        return encoding == BodyEncoding.PROTOBUF
                ? ApiAnswer.ok(encoding.mediaType(), DiscoveryProtobuf.group())
                : ApiAnswer.ok(encoding, DiscoveryDocuments.group());
    }

    /** Returns {@code /apis/metrics.k8s.io/VERSION}. */
    public ApiAnswer resources(ApiRequest request, ApiVersion version) throws ApiStatusException {
        BodyEncoding encoding =
                NegotiatedFormat.negotiate(request, FormatOffer.DOCUMENT).encoding();
        return encoding == BodyEncoding.PROTOBUF
                ? ApiAnswer.ok(encoding.mediaType(), DiscoveryProtobuf.resources(version))
                : ApiAnswer.ok(encoding, DiscoveryDocuments.resources(version));
    }
}
