package io.kubestats.metricsapi;

import io.kubestats.metricsapi.format.ApiStatus;
import io.kubestats.metricsapi.format.ApiStatusException;

/** The part of an object that a row of a Table includes in addition to its cells. */
enum IncludeObject {
    NONE,
    METADATA,
    OBJECT;

    static IncludeObject parse(String text) throws ApiStatusException {
        return switch (text) {
            case "", "Metadata" -> METADATA;
            case "Object" -> OBJECT;
            case "None" -> NONE;
            default ->
                throw ApiStatus.badRequest("Unable to convert to Table as requested: includeObject: Invalid"
                                + " value: \"" + text + "\": must be 'Metadata', 'Object', 'None', or empty")
                        .asException();
        };
    }
}
