package io.kubestats.demo.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * One resource of the core API as the simulated cluster has it.
 *
 * @param <T> what an object of it is made from
 */
interface CoreResource<T> {
    /** The name in paths: plural and small. */
    String plural();

    /** The short name that kubectl takes. */
    String shortName();

    String kind();

    boolean namespaced();

    /** All objects, sorted by namespace, then name. */
    List<T> all();

    String name(T item);

    /** The namespace; empty if it has none. */
    String namespace(T item);

    Map<String, String> labels(T item);

    /** The values that a field selector may ask for. */
    Map<String, String> fields(T item);

    /** {@code metadata} alone. */
    ObjectNode metadata(T item);

    /** {@code metadata}, {@code spec} and {@code status}. */
    ObjectNode object(T item);

    /** What {@code kubectl get} prints. */
    List<Column> columns();

    /** Adds one cell for each column. */
    void cells(T item, ArrayNode cells);

    /**
     * A column of a Table.
     *
     * @param wide whether it shows with {@code -o wide} only
     */
    record Column(String name, boolean wide) {}
}
