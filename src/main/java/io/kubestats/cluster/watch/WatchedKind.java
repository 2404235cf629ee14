package io.kubestats.cluster.watch;

import io.kubestats.apiobject.MessageType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A kind of objects that is listed and watched.
 *
 * @param plural as in paths and messages
 * @param path of the whole collection
 * @param selector a query that narrows it; empty if everything is wanted
 * @param type of one object
 */
record WatchedKind(String plural, String path, String selector, MessageType type) {
    private static final int PAGE = 500;

    static final WatchedKind NODES = new WatchedKind("nodes", "/api/v1/nodes", "", ObjectTypes.NODE);

    static final WatchedKind NAMESPACES =
            new WatchedKind("namespaces", "/api/v1/namespaces", "", ObjectTypes.NAMESPACE);

    /** A pod that leaves the phase is told as deleted. */
    static final WatchedKind RUNNING_PODS =
            new WatchedKind("pods", "/api/v1/pods", "&fieldSelector=status.phase%3DRunning", ObjectTypes.POD);

    /**
     * The list of a state that is at least as new as {@code notOlderThan}, where 0 is any that the API server has. It
     * answers from its cache then, and mostly with the whole list, which costs it a tenth of what the pages cost.
     */
    String listPath(String notOlderThan) {
        return pagePath() + "&resourceVersion=" + notOlderThan + "&resourceVersionMatch=NotOlderThan";
    }

    /** The first page of the list of the newest state. */
    String pagePath() {
        return path + "?limit=" + PAGE + selector;
    }

    /** The page after another. */
    String pagePath(String continueToken) {
        return pagePath() + "&continue=" + URLEncoder.encode(continueToken, StandardCharsets.UTF_8);
    }

    String watchPath(String resourceVersion, long seconds) {
        return path + "?watch=true&allowWatchBookmarks=true&resourceVersion=" + resourceVersion + "&timeoutSeconds="
                + seconds + selector;
    }
}
