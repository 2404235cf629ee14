package io.kubestats.apiobject;

import java.io.IOException;

/**
 * One value of an object of the API. It must be read by one method at most, before the next value is looked at; what is
 * not read must be {@link #skip skipped}. Each method throws an {@link IOException} if the value has another shape or
 * ends early. For one thread.
 */
public interface ApiValue {
    /** Each field of an object. */
    void fields(FieldReader reader) throws IOException;

    /** Each entry of a map. A map may come in several parts, of which this is one. */
    void entries(FieldReader reader) throws IOException;

    /** Each element of a list. A list may come in several parts, of which this is one. */
    void elements(ElementReader reader) throws IOException;

    /** A text; empty if there is none. */
    String text() throws IOException;

    /** The text of a quantity, or the number that it is; empty if it is neither. */
    String quantity() throws IOException;

    /** Whether the value is true. */
    boolean flag() throws IOException;

    /** A whole number; 0 if the value is none. */
    long number() throws IOException;

    /** Steps over the value. */
    void skip() throws IOException;

    /** Takes a value by the name of its field, as JSON has it, or by its key. */
    @FunctionalInterface
    interface FieldReader {
        /** Reads or skips the value. */
        void read(String name, ApiValue value) throws IOException;
    }

    /** Takes an element of a list. */
    @FunctionalInterface
    interface ElementReader {
        /** Reads or skips the element. */
        void read(ApiValue element) throws IOException;
    }
}
