package io.kubestats.apiserver;

/** A client of the API server. Thread-safe; every call blocks its thread, within the request's deadline. */
public interface ApiServer {
    /**
     * Sends a request and returns the complete response, whatever its status.
     *
     * @throws ApiServerException if there was no response
     * @throws InterruptedException if the thread was interrupted; the request is cancelled
     */
    ApiResponse send(ApiServerRequest request) throws ApiServerException, InterruptedException;

    /**
     * Sends a request whose response is streamed: a large list, or a watch. The request's deadline bounds the time to
     * the response's head and every pause within its body, not the whole exchange.
     *
     * @throws ApiServerException if there was no response
     * @throws InterruptedException if the thread was interrupted; the request is cancelled
     */
    ApiStream open(ApiServerRequest request) throws ApiServerException, InterruptedException;
}
