package io.kubestats.http;

import io.javalin.config.RoutesConfig;
import java.util.List;

/** A feature's routes. */
public interface RouteGroup {
    /** Adds the routes of this feature. Called once, before the server starts. */
    void register(RoutesConfig routes);

    /** The paths that the index at {@code /} lists. */
    List<String> paths();

    /** Returns the paths that are answered at once from memory, and that must be answered under any load. */
    default List<String> healthPaths() {
        return List.of();
    }
}
