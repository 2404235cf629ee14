package io.kubestats.apiobject;

import java.io.IOException;

/**
 * A value within an API object. It must be read by at most one method, and before the next value is read; unread values
 * must be {@link #skip skipped}. Each method throws an {@link IOException} if the value has another type or ends early.
 * Not thread-safe.
 */
public interface ApiValue {
    /** Reads each field of an object. */
    void fields(FieldReader reader) throws IOException;

    /** Reads each entry of a map. A map may arrive in several parts, each of them a separate value. */
    void entries(FieldReader reader) throws IOException;

    /** Reads each element of a list. A list may arrive in several parts, each of them a separate value. */
    void elements(ElementReader reader) throws IOException;

    /** Returns the text; empty if the value is not text. */
    String text() throws IOException;

    /** Returns the text of a quantity or of a bare number; empty if the value is neither. */
    String quantity() throws IOException;

    /** Returns whether the value is true. */
    boolean flag() throws IOException;

    /** Returns an integer; 0 if the value is not an integer. */
    long number() throws IOException;

    /** Skips the value. */
    void skip() throws IOException;

    /** A consumer of values by field name, as in JSON, or by map key. */
    @FunctionalInterface
    interface FieldReader {
        /** Reads or skips the value. */
        void read(String name, ApiValue value) throws IOException;
    }

    /** A consumer of list elements. */
    @FunctionalInterface
    interface ElementReader {
        /** Reads or skips the element. */
        void read(ApiValue element) throws IOException;
    }
}
