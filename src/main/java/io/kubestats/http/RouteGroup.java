package io.kubestats.http;

import io.javalin.config.RoutesConfig;
import java.util.List;

/** The routes of one feature. */
public interface RouteGroup {
    /** Registers the routes of this feature. Called once, before the server starts. */
    void register(RoutesConfig routes);

    /** Returns the paths listed in the index at {@code /}. */
    List<String> paths();

    /** Returns the paths that are served immediately from memory and must be available under any load. */
    default List<String> healthPaths() {
        return List.of();
    }
}
