package io.kubestats.cluster;

/**
 * A kind of objects that is listed and watched.
 *
 * @param plural as in paths and messages
 * @param path of the whole collection
 * @param selector a query that narrows it; empty if everything is wanted
 */
record WatchedKind(String plural, String path, String selector) {
    private static final int PAGE = 500;

    static final WatchedKind NODES = new WatchedKind("nodes", "/api/v1/nodes", "");

    /** A pod that leaves the phase is told as deleted. */
    static final WatchedKind RUNNING_PODS =
            new WatchedKind("pods", "/api/v1/pods", "&fieldSelector=status.phase%3DRunning");

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
