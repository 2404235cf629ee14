package io.kubestats.apiserver;

/** Asks the API server. Safe for any number of threads; every call blocks its thread, within the request's bounds. */
public interface ApiServer {
    /**
     * One question and its whole answer, whatever its status.
     *
     * @throws ApiServerException if no answer came
     * @throws InterruptedException if the thread was interrupted; the request is given up then
     */
    ApiResponse send(ApiServerRequest request) throws ApiServerException, InterruptedException;

    /**
     * One question whose answer is read as it comes: a list of many pages' worth, or a watch. The request's deadline
     * bounds the time to the answer's head and every pause within its body, not the whole.
     *
     * @throws ApiServerException if no answer came
     * @throws InterruptedException if the thread was interrupted; the request is given up then
     */
    ApiStream open(ApiServerRequest request) throws ApiServerException, InterruptedException;
}
