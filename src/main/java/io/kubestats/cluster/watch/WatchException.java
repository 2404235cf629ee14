package io.kubestats.cluster.watch;

/** A failed list or watch, with a user-readable message. */
final class WatchException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean listAgain;

    private WatchException(String message, boolean listAgain) {
        super(message);
        this.listAgain = listAgain;
    }

    /** Creates a failure after which the watch can resume; events already read remain valid. */
    static WatchException goOn(String message) {
        return new WatchException(message, false);
    }

    /** Creates a failure that requires a new list. */
    static WatchException listAgain(String message) {
        return new WatchException(message, true);
    }

    boolean needsList() {
        return listAgain;
    }
}
