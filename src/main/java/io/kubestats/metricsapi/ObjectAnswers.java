package io.kubestats.metricsapi;

import java.time.Clock;
import java.util.Optional;

/** Answers requests for metrics: lists and single objects, in all forms. Safe for any number of threads. */
final class ObjectAnswers {
    private final MetricsSource source;
    private final Clock clock;

    ObjectAnswers(MetricsSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** A list. */
    Answer list(ApiRequest request, ApiPath.Collection path) throws ApiStatusException {
        Format format = Format.negotiate(request, Offer.OBJECTS);
        ListOptions options = ListOptions.parse(request);
        ApiResource resource = path.resource();
        if (options.watch()) {
            throw ApiStatus.noWatch(resource).asException();
        }
        Transform transform = format.transform();
        if (transform.kind().equals(Transform.METADATA)) {
            throw ApiStatus.notAcceptable("you requested PartialObjectMetadata, but the requested object is a list"
                            + " (*metrics." + resource.listKind() + ")")
                    .asException();
        }
        Optional<IncludeObject> include = include(request, transform);
        Page page = source.list(resource, path.namespace(), options);
        long now = clock.millis();
        if (format.encoding() == Encoding.PROTOBUF) {
            ProtobufEnvelope envelope = transform.isNone()
                    ? new ProtobufEnvelope(path.version().groupVersion(), resource.listKind())
                    : new ProtobufEnvelope(metaVersion(transform), Transform.METADATA_LIST);
            Body body =
                    new ObjectsProtobuf(transform.isNone(), now).list(envelope, page.objects(), page.continueToken());
            return Answer.ok(Encoding.PROTOBUF.mediaType(), body);
        }
        JsonForm form = form(new JsonForm.Native(resource, path.version()), transform, include);
        return Answer.ok(format.encoding(), new ListJson(form, page.objects(), page.continueToken(), now));
    }

    /** One node. */
    Answer node(ApiRequest request, ApiPath.Node path) throws ApiStatusException {
        Format format = negotiateSingle(request);
        ObjectMetrics object = source.node(path.name());
        return single(request, format, new JsonForm.Native(ApiResource.NODES, path.version()), object);
    }

    /** One pod. */
    Answer pod(ApiRequest request, ApiPath.Pod path) throws ApiStatusException {
        Format format = negotiateSingle(request);
        ObjectMetrics object = source.pod(path.namespace(), path.name());
        return single(request, format, new JsonForm.Native(ApiResource.PODS, path.version()), object);
    }

    private static Format negotiateSingle(ApiRequest request) throws ApiStatusException {
        Format format = Format.negotiate(request, Offer.OBJECTS);
        if (ApiRequest.isTrue(request.parameter("export"))) {
            throw ApiStatus.badRequest("the export parameter, deprecated since v1.14, is no longer supported")
                    .asException();
        }
        return format;
    }

    private Answer single(ApiRequest request, Format format, JsonForm.Native itself, ObjectMetrics object)
            throws ApiStatusException {
        Transform transform = format.transform();
        if (transform.kind().equals(Transform.METADATA_LIST)) {
            throw ApiStatus.notAcceptable("you requested PartialObjectMetadataList, but the requested object is not a"
                            + " list (*metrics." + itself.resource().kind() + ")")
                    .asException();
        }
        Optional<IncludeObject> include = include(request, transform);
        long now = clock.millis();
        if (format.encoding() == Encoding.PROTOBUF) {
            ProtobufEnvelope envelope = transform.isNone()
                    ? new ProtobufEnvelope(
                            itself.version().groupVersion(), itself.resource().kind())
                    : new ProtobufEnvelope(metaVersion(transform), Transform.METADATA);
            return Answer.ok(
                    Encoding.PROTOBUF.mediaType(),
                    new ObjectsProtobuf(transform.isNone(), now).single(envelope, object));
        }
        return Answer.ok(format.encoding(), form(itself, transform, include).document(object, now));
    }

    /** Only a Table has rows that may tell of their objects. */
    private static Optional<IncludeObject> include(ApiRequest request, Transform transform) throws ApiStatusException {
        return transform.kind().equals(Transform.TABLE)
                ? Optional.of(IncludeObject.parse(request.parameter("includeObject")))
                : Optional.empty();
    }

    private static JsonForm form(JsonForm.Native itself, Transform transform, Optional<IncludeObject> include) {
        if (transform.isNone()) {
            return itself;
        }
        return include.<JsonForm>map(object -> new JsonForm.Table(transform.version(), object, itself))
                .orElseGet(() -> new JsonForm.Metadata(transform.version()));
    }

    private static String metaVersion(Transform transform) {
        return "meta.k8s.io/" + transform.version();
    }
}
