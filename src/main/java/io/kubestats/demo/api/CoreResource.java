package io.kubestats.demo.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * One resource of the core API in the simulated cluster.
 *
 * @param <T> the source of an object
 */
interface CoreResource<T> {
    /** Returns the plural name in paths, in lower case. */
    String plural();

    /** Returns the short name for kubectl. */
    String shortName();

    String kind();

    boolean namespaced();

    /** Returns all objects, sorted by namespace, then name. */
    List<T> all();

    String name(T item);

    /** Returns the namespace; empty for cluster-wide objects. */
    String namespace(T item);

    Map<String, String> labels(T item);

    /** Returns the values that a field selector may test. */
    Map<String, String> fields(T item);

    /** Returns {@code metadata} only. */
    ObjectNode metadata(T item);

    /** Returns {@code metadata}, {@code spec} and {@code status}. */
    ObjectNode object(T item);

    /** Returns the columns that {@code kubectl get} prints. */
    List<Column> columns();

    /** Adds one cell for each column. */
    void cells(T item, ArrayNode cells);

    /**
     * A column of a Table.
     *
     * @param wide whether only {@code -o wide} shows it
     */
    record Column(String name, boolean wide) {}
}
