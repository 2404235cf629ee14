package io.kubestats.cli;

/** Starts the program. */
public final class Main {
    private Main() {}

    /** Runs the command that {@code args} name. */
    public static void main(String[] args) {
        System.err.println("kubestats");
    }
}
