package io.kubestats.cluster.watch;

import io.kubestats.apiobject.MessageType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A kind of objects to list and watch.
 *
 * @param plural plural name, as in paths and messages
 * @param path path of the whole collection
 * @param selector query that narrows the collection; empty for all objects
 * @param type type of one object
 */
record WatchedKind(String plural, String path, String selector, MessageType type) {
    private static final int PAGE = 500;

    static final WatchedKind NODES = new WatchedKind("nodes", "/api/v1/nodes", "", ObjectTypes.NODE);

    static final WatchedKind NAMESPACES =
            new WatchedKind("namespaces", "/api/v1/namespaces", "", ObjectTypes.NAMESPACE);

    /** Running pods; a pod that leaves the phase is reported as deleted. */
    static final WatchedKind RUNNING_PODS =
            new WatchedKind("pods", "/api/v1/pods", "&fieldSelector=status.phase%3DRunning", ObjectTypes.POD);

    /**
     * Returns the path of a list at least as new as {@code notOlderThan}, where 0 allows any age. The API server
     * answers from its cache, usually with the whole list, at a tenth of the cost of the pages.
     */
    String listPath(String notOlderThan) {
        return pagePath() + "&resourceVersion=" + notOlderThan + "&resourceVersionMatch=NotOlderThan";
    }

    /** Returns the path of the first page of the newest state. */
    String pagePath() {
        return path + "?limit=" + PAGE + selector;
    }

    /** Returns the path of the next page. */
    String pagePath(String continueToken) {
        return pagePath() + "&continue=" + URLEncoder.encode(continueToken, StandardCharsets.UTF_8);
    }

    String watchPath(String resourceVersion, long seconds) {
        return path + "?watch=true&allowWatchBookmarks=true&resourceVersion=" + resourceVersion + "&timeoutSeconds="
                + seconds + selector;
    }
}
