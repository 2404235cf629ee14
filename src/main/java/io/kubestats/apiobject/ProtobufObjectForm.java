package io.kubestats.apiobject;

import io.kubestats.apiobject.ApiValue.FieldReader;
import java.io.IOException;
import java.io.InputStream;

/**
 * Objects as protobuf, in the {@link WireEnvelope} of Kubernetes. Of a list one item at a time is held. The events of a
 * watch come in frames: a length of four bytes, then a message with the event's type and an object in its envelope.
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
