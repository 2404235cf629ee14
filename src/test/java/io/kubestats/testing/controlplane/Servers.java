package io.kubestats.testing.controlplane;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The servers of a control plane, wherever they run. The given folder has their certificates. */
interface Servers extends AutoCloseable {
    /**
     * Starts everything except the API server.
     *
     * @param folder folder of the authorities and the certificates
     */
    void start(Path folder) throws IOException;

    /** Returns the present or future address of the API server. */
    String address();

    /** Starts the API server; it is not ready yet when this returns. */
    void startApiServer() throws IOException;

    /** Stops the API server; its data stays. */
    void stopApiServer();

    /** Returns the reason for which the API server ended by itself; empty if it did not. */
    Optional<String> endOfApiServer() throws IOException;

    /** Returns the API server's log so far. */
    String apiServerLog() throws IOException;

    /** Starts the controllers that scale workloads, unless they run. */
    void startControllers() throws IOException;

    /** Returns the path of metrics-server, which is not started yet; empty if unavailable. */
    Optional<Path> metricsServer();

    /** Returns the kubectl of the same version. */
    String kubectl();

    @Override
    void close();
}
