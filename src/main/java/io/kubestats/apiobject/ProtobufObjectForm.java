package io.kubestats.apiobject;

import io.kubestats.apiobject.ApiValue.FieldReader;
import java.io.IOException;
import java.io.InputStream;

/**
 * The protobuf form, in the {@link WireEnvelope} of Kubernetes. Lists are buffered one item at a time. Watch events are
 * framed: a four-byte length, then a message with the event's type and an enveloped object.
 */
final class ProtobufObjectForm implements ObjectForm {
    static final String CONTENT_TYPE = "application/vnd.kubernetes.protobuf";

    @Override
    public void object(InputStream body, MessageType type, FieldReader reader) throws IOException {
        new WireObject(body, type).read(reader);
    }

    @Override
    public Events events(InputStream body, MessageType type) {
        return new WireEvents(body, type);
    }
}
