package io.kubestats.metricsapi.discovery;

import io.kubestats.metricsapi.format.Answer;
import io.kubestats.metricsapi.format.ApiRequest;
import io.kubestats.metricsapi.format.ApiStatusException;
import io.kubestats.metricsapi.format.ApiVersion;
import io.kubestats.metricsapi.format.Document;
import io.kubestats.metricsapi.format.Encoding;
import io.kubestats.metricsapi.format.Format;
import io.kubestats.metricsapi.format.Offer;
import io.kubestats.metricsapi.format.Transform;
import java.util.Map;

/** Answers requests for what there is: groups, versions, resources. Safe for any number of threads. */
public final class DiscoveryAnswers {
    /** {@code /apis}, plain or in one piece. */
    public Answer groups(ApiRequest request) throws ApiStatusException {
        Format format = Format.negotiate(request, Offer.GROUPS);
        Transform transform = format.transform();
        if (format.encoding() == Encoding.PROTOBUF) {
            return Answer.ok(format.encoding().mediaType(), DiscoveryProtobuf.groups(request.localAddress()));
        }
        if (transform.isNone()) {
            return Answer.ok(format.encoding(), DiscoveryDocuments.groups(request.localAddress()));
        }
        Document document = DiscoveryDocuments.aggregated(transform.version());
        Map<String, String> headers = Map.of("ETag", document.entityTag(), "Vary", "Accept", "Cache-Control", "public");
        if (request.header("if-none-match").equals(document.entityTag())) {
            return Answer.notModified(headers);
        }
        String mediaType =
                "application/json;g=" + transform.group() + ";v=" + transform.version() + ";as=" + transform.kind();
        return Answer.ok(mediaType, document.in(format.encoding())).withHeaders(headers);
    }

    /** {@code /apis/metrics.k8s.io}. */
    public Answer group(ApiRequest request) throws ApiStatusException {
        Encoding encoding = Format.negotiate(request, Offer.DOCUMENT).encoding();
        return encoding == Encoding.PROTOBUF
                ? Answer.ok(encoding.mediaType(), DiscoveryProtobuf.group())
                : Answer.ok(encoding, DiscoveryDocuments.group());
    }

    /** {@code /apis/metrics.k8s.io/VERSION}. */
    public Answer resources(ApiRequest request, ApiVersion version) throws ApiStatusException {
        Encoding encoding = Format.negotiate(request, Offer.DOCUMENT).encoding();
        return encoding == Encoding.PROTOBUF
                ? Answer.ok(encoding.mediaType(), DiscoveryProtobuf.resources(version))
                : Answer.ok(encoding, DiscoveryDocuments.resources(version));
    }
}
