package io.kubestats.apiobject;

import io.kubestats.apiobject.ApiValue.FieldReader;
import java.io.IOException;
import java.io.InputStream;

/** A wire format of API objects. Thread-safe. */
public interface ObjectForm {
    /** Supported media types in order of preference, as the value of an {@code Accept} header. */
    String ACCEPT = ProtobufObjectForm.CONTENT_TYPE + ", application/json";

    /** Returns the form for a response's content type; JSON if the content type is empty or unknown. */
    static ObjectForm of(String contentType) {
        return contentType.startsWith(ProtobufObjectForm.CONTENT_TYPE)
                ? new ProtobufObjectForm()
                : new JsonObjectForm();
    }

    /**
     * Reads the fields of the single object in a body as they arrive, up to the body's end. A Status in its place is
     * read as a Status.
     *
     * @param type type of the object
     * @throws IOException if the body ends early, continues after the object, or is malformed; fields already read
     *     remain valid
     */
    void object(InputStream body, MessageType type, FieldReader reader) throws IOException;

    /**
     * Returns the events of a watch: objects with the fields {@code type} and {@code object}, in this order.
     *
     * @param type type of the objects in the events; a Status is read as a Status
     */
    Events events(InputStream body, MessageType type) throws IOException;

    /** A sequence of watch events. Not thread-safe. */
    interface Events {
        /**
         * Waits for the next event and reads its fields; returns false if the body has ended after an event.
         *
         * @throws IOException if the body ends within an event or is malformed; fields already read remain valid
         */
        boolean next(FieldReader reader) throws IOException;
    }
}
