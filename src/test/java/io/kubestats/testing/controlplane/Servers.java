package io.kubestats.testing.controlplane;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The servers of a control plane: where they run is their own affair, what they show lies in the given folder. */
interface Servers extends AutoCloseable {
    /**
     * Starts all that is needed but the API server.
     *
     * @param folder holds the authorities and the certificates
     */
    void start(Path folder) throws IOException;

    /** Where the API server is, or will be. */
    String address();

    /** Starts the API server, again or for the first time; it is not ready yet when this returns. */
    void startApiServer() throws IOException;

    /** Ends the API server; what it stored stays. */
    void stopApiServer();

    /** Why the API server has ended by itself; empty if it has not. */
    Optional<String> endOfApiServer() throws IOException;

    /** What the API server said so far. */
    String apiServerLog() throws IOException;

    /** Starts the controllers that scale workloads, unless they run. */
    void startControllers() throws IOException;

    /** A metrics-server beside it that is not started yet; empty if there is none. */
    Optional<Path> metricsServer();

    /** The kubectl of the same version. */
    String kubectl();

    @Override
    void close();
}
