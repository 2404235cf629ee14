package io.kubestats.cluster;

import io.kubestats.apiobject.MessageType;

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

    /** A pod that leaves the phase is told as deleted. */
    static final WatchedKind RUNNING_PODS =
            new WatchedKind("pods", "/api/v1/pods", "&fieldSelector=status.phase%3DRunning", ObjectTypes.POD);

    /**
     * One page of the list. It asks for the newest state, in pages: neither we nor the API server ever hold the whole
     * list in one piece, and a newer API server answers from its cache.
     */
    String listPath(String continueToken) {
        return path + "?limit=" + PAGE + selector + (continueToken.isEmpty() ? "" : "&continue=" + continueToken);
    }

    String watchPath(String resourceVersion, long seconds) {
        return path + "?watch=true&allowWatchBookmarks=true&resourceVersion=" + resourceVersion + "&timeoutSeconds="
                + seconds + selector;
    }
}
