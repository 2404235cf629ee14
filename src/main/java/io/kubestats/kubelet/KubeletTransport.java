package io.kubestats.kubelet;

import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.client.transport.HttpDestination;
import org.eclipse.jetty.client.transport.HttpExchange;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Promise;

/** HTTP/1.1 to kubelets: thousands of destinations, each of which is asked little at once. */
final class KubeletTransport extends HttpClientTransportOverHTTP {
    KubeletTransport(ClientConnector connector) {
        super(connector);
    }

    @Override
    public Destination newDestination(Origin origin) {
        return new Kubelet(getHttpClient(), origin);
    }

    @Override
    public org.eclipse.jetty.io.Connection newConnection(EndPoint endPoint, Map<String, Object> context)
            throws IOException {
        context.computeIfPresent(Connection.PROMISE_CONTEXT_KEY, (key, promise) -> forgetful(promise));
        return super.newConnection(endPoint, context);
    }

    @SuppressWarnings("unchecked") // Jetty holds nothing else there.
    private static Object forgetful(Object promise) {
        return new ForgetfulPromise<>((Promise<Connection>) promise);
    }

    private static final class Kubelet extends HttpDestination {
        Kubelet(HttpClient client, Origin origin) {
            super(client, origin);
        }

        /** Jetty's own queue is made for many threads and long lines, and takes four times the memory. */
        @Override
        protected Queue<HttpExchange> newExchangeQueue(HttpClient client) {
            return new ArrayBlockingQueue<>(client.getMaxRequestsQueuedPerDestination());
        }
    }
}
