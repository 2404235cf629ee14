package io.kubestats.metricsapi;

import io.kubestats.metricsapi.format.ApiAnswer;
import io.kubestats.metricsapi.format.ApiRequest;
import io.kubestats.metricsapi.format.ApiResource;
import io.kubestats.metricsapi.format.ApiStatus;
import io.kubestats.metricsapi.format.ApiStatusException;
import io.kubestats.metricsapi.format.ApiVersion;
import io.kubestats.metricsapi.format.BodyEncoding;
import io.kubestats.metricsapi.format.FormatOffer;
import io.kubestats.metricsapi.format.NegotiatedFormat;
import io.kubestats.metricsapi.format.ObjectTransform;
import io.kubestats.metricsapi.format.ProtobufEnvelope;
import io.kubestats.metricsapi.format.ResponseBody;
import io.kubestats.store.UsageView;
import java.time.Clock;
import java.util.Iterator;

/** Responder to requests for metrics: lists and single objects, in all representations. Thread-safe. */
final class ObjectAnswers {
    private final MetricsSource source;
    private final Clock clock;
    private final MetricsApiObserver observer;

    ObjectAnswers(MetricsSource source, Clock clock, MetricsApiObserver observer) {
        this.source = source;
        this.clock = clock;
        this.observer = observer;
    }

    /** Returns a list, which is created as it is written, while {@code view} is open. */
    ApiAnswer list(ApiRequest request, ApiPath.Collection path, UsageView view) throws ApiStatusException {
        NegotiatedFormat format = NegotiatedFormat.negotiate(request, FormatOffer.OBJECTS);
        ApiResource resource = path.resource();
        ListOptions options = ListOptions.parse(request, resource);
        ObjectTransform transform = format.transform();
        if (options.watch()) {
            throw ApiStatus.noWatch(resource).asException();
        }
        if (transform.kind().equals(ObjectTransform.METADATA)) {
            throw ApiStatus.notAcceptable("you requested PartialObjectMetadata, but the requested object is a list"
                            + " (*metrics." + resource.listKind() + ")")
                    .asException();
        }
        JsonForm form = form(request, transform, new JsonForm.Native(resource, path.version()));
        ListPage page = source.list(view, resource, path.namespace(), options);
        long now = clock.millis();
        AgedObjects objects = new AgedObjects(page.objects());
        ApiAnswer answer = format.encoding() == BodyEncoding.PROTOBUF
                ? protobuf(new ObjectsProtobuf(ObjectsProtobuf.Content.of(transform), now)
                        .list(envelope(transform, path.version(), resource.listKind()), objects, page.continueToken()))
                : ApiAnswer.ok(format.encoding(), new ListJson(form, objects, page.continueToken(), now));
        return answer.withBody(out -> {
            answer.body().writeTo(out);
            objects.report(observer, now);
        });
    }

    /** Returns one node. */
    ApiAnswer node(ApiRequest request, ApiPath.Node path, UsageView view) throws ApiStatusException {
        NegotiatedFormat format = negotiateSingle(request);
        ObjectMetrics object = source.node(view, path.name());
        return single(request, format, new JsonForm.Native(ApiResource.NODES, path.version()), object);
    }

    /** Returns one pod. */
    ApiAnswer pod(ApiRequest request, ApiPath.Pod path, UsageView view) throws ApiStatusException {
        NegotiatedFormat format = negotiateSingle(request);
        ObjectMetrics object = source.pod(view, path.namespace(), path.name());
        return single(request, format, new JsonForm.Native(ApiResource.PODS, path.version()), object);
    }

    private static NegotiatedFormat negotiateSingle(ApiRequest request) throws ApiStatusException {
        NegotiatedFormat format = NegotiatedFormat.negotiate(request, FormatOffer.OBJECTS);
        if (ApiRequest.isTrue(request.parameter("export"))) {
            throw ApiStatus.badRequest("the export parameter, deprecated since v1.14, is no longer supported")
                    .asException();
        }
        return format;
    }

    private ApiAnswer single(ApiRequest request, NegotiatedFormat format, JsonForm.Native itself, ObjectMetrics object)
            throws ApiStatusException {
        ObjectTransform transform = format.transform();
        String kind = itself.resource().kind();
        if (transform.kind().equals(ObjectTransform.METADATA_LIST)) {
            throw ApiStatus.notAcceptable("you requested PartialObjectMetadataList, but the requested object is not a"
                            + " list (*metrics." + kind + ")")
                    .asException();
        }
        JsonForm form = form(request, transform, itself);
        long now = clock.millis();
        observer.served(now - object.timestampMillis());
        if (format.encoding() == BodyEncoding.PROTOBUF) {
            ProtobufEnvelope envelope = envelope(transform, itself.version(), kind);
            return protobuf(new ObjectsProtobuf(ObjectsProtobuf.Content.of(transform), now).single(envelope, object));
        }
        return ApiAnswer.ok(format.encoding(), form.document(object, now));
    }

    private static JsonForm form(ApiRequest request, ObjectTransform transform, JsonForm.Native itself)
            throws ApiStatusException {
        if (transform.isNone()) {
            return itself;
        }
        if (transform.isTable()) {
            IncludeObject include = IncludeObject.parse(request.parameter("includeObject"));
            return new JsonForm.Table(transform.version(), include, itself);
        }
        return new JsonForm.Metadata(transform.version());
    }

    /** Returns the envelope, with the kind of the transformed object. */
    private static ProtobufEnvelope envelope(ObjectTransform transform, ApiVersion version, String kind) {
        return transform.isNone()
                ? new ProtobufEnvelope(version.groupVersion(), kind)
                : new ProtobufEnvelope(transform.group() + "/" + transform.version(), transform.kind());
    }

    private static ApiAnswer protobuf(ResponseBody body) {
        return ApiAnswer.ok(BodyEncoding.PROTOBUF.mediaType(), body);
    }

    /** Objects that record their oldest timestamp while they are written, which avoids a second iteration. */
    private static final class AgedObjects implements Iterable<ObjectMetrics> {
        private final Iterable<ObjectMetrics> objects;
        private long oldestMillis = Long.MAX_VALUE;

        AgedObjects(Iterable<ObjectMetrics> objects) {
            this.objects = objects;
        }

        @Override
        public Iterator<ObjectMetrics> iterator() {
            Iterator<ObjectMetrics> iterator = objects.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return iterator.hasNext();
                }

                @Override
                public ObjectMetrics next() {
                    ObjectMetrics object = iterator.next();
                    oldestMillis = Math.min(oldestMillis, object.timestampMillis());
                    return object;
                }
            };
        }

        void report(MetricsApiObserver observer, long nowMillis) {
            if (oldestMillis != Long.MAX_VALUE) {
                observer.served(nowMillis - oldestMillis);
            }
        }
    }
}
