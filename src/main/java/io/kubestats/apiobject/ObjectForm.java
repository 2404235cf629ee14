package io.kubestats.apiobject;

import io.kubestats.apiobject.ApiValue.FieldReader;
import java.io.IOException;
import java.io.InputStream;

/** A form in which the API server writes objects. Safe for any number of threads. */
public interface ObjectForm {
    /** The types of content that can be read, the best first, as in a header {@code Accept}. */
    String ACCEPT = ProtobufObjectForm.CONTENT_TYPE + ", application/json";

    /** The form of an answer; JSON if its type of content says nothing else, or is empty. */
    static ObjectForm of(String contentType) {
        return contentType.startsWith(ProtobufObjectForm.CONTENT_TYPE)
                ? new ProtobufObjectForm()
                : new JsonObjectForm();
    }

    /**
     * Reads the fields of the one object that a body is, as they come, to the body's end. A Status in its stead is read
     * as one.
     *
     * @param type of the object
     * @throws IOException if the body ends early, goes on after the object, or is none; what was read before stands
     */
    void object(InputStream body, MessageType type, FieldReader reader) throws IOException;

    /**
     * The events of a watch: objects with the fields {@code type} and {@code object}, in this order.
     *
     * @param type of the objects in the events; a Status is read as one
     */
    Events events(InputStream body, MessageType type) throws IOException;

    /** One event after the other. For one thread. */
    interface Events {
        /**
         * Waits for the next event and reads its fields; false if the body has ended after an event.
         *
         * @throws IOException if the body ends within an event, or holds what is none; what was read before stands
         */
        boolean next(FieldReader reader) throws IOException;
    }
}
