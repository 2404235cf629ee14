package io.kubestats.cluster.watch;

/** A list or a watch ended otherwise than it should; the message says why, for a person. */
final class WatchException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean listAgain;

    private WatchException(String message, boolean listAgain) {
        super(message);
        this.listAgain = listAgain;
    }

    /** What was told up to now is good, and the watch can go on from there. */
    static WatchException goOn(String message) {
        return new WatchException(message, false);
    }

    /** What was told up to now cannot be continued; only a new list can. */
    static WatchException listAgain(String message) {
        return new WatchException(message, true);
    }

    boolean needsList() {
        return listAgain;
    }
}
