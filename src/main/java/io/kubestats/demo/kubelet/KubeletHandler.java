package io.kubestats.demo.kubelet;

import io.kubestats.demo.cluster.SimulatedCluster;
import io.kubestats.demo.cluster.SimulatedNode;
import io.kubestats.http.BodyWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** The HTTP handler of all kubelets; the local address of a request identifies the kubelet. */
final class KubeletHandler extends Handler.Abstract.NonBlocking {
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String EXPOSITION = "text/plain; version=0.0.4; charset=utf-8; escaping=underscores";
    private static final int BUFFER_BYTES = 16 << 10;
    private static final int USUAL_ANSWER_BYTES = 128 << 10;

    private final SummaryWriter summaries = new SummaryWriter();
    private final SimulatedCluster cluster;
    private final Map<String, LoopbackKubelet> kubelets;
    private final byte[] authorization;

    /**
     * @param kubelets kubelets by {@code host:port}
     * @param token bearer token that every request must have
     */
    KubeletHandler(SimulatedCluster cluster, Map<String, LoopbackKubelet> kubelets, String token) {
        this.cluster = cluster;
        this.kubelets = kubelets;
        this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        LoopbackKubelet kubelet = kubelets.get(LoopbackKubelet.hostAndPort(
                (InetSocketAddress) request.getConnectionMetaData().getLocalSocketAddress()));
        if (kubelet != null && cluster.nowSecond() >= kubelet.node().fault().lostSecond()) {
            request.getConnectionMetaData().getConnection().getEndPoint().close();
            callback.failed(new QuietException.Exception("this kubelet does not respond"));
        } else if (!authorized(request)) {
            text(response, callback, HttpStatus.UNAUTHORIZED_401, "Unauthorized");
        } else if (kubelet == null) {
            text(response, callback, HttpStatus.NOT_FOUND_404, "404 page not found\n");
        } else {
            answer(kubelet.node(), request, response, callback);
        }
        return true;
    }

    private void answer(SimulatedNode node, Request request, Response response, Callback callback) throws IOException {
        switch (Request.getPathInContext(request)) {
            case "/stats/summary", "/stats/summary/" -> {
                Fields query = Request.extractQueryParameters(request);
                boolean onlyCpuAndMemory = "true".equals(query.getValue("only_cpu_and_memory"));
                send(
                        response,
                        callback,
                        JSON,
                        out -> summaries.write(out, node, cluster.nowSecond(), onlyCpuAndMemory));
            }
            case "/metrics/resource" ->
                send(
                        response,
                        callback,
                        EXPOSITION,
                        out -> new ResourceMetricsWriter(out, node, cluster.nowSecond()).write());
            case "/healthz" -> text(response, callback, HttpStatus.OK_200, "ok");
            default -> text(response, callback, HttpStatus.NOT_FOUND_404, "404 page not found\n");
        }
    }

    private boolean authorized(Request request) {
        String given = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        return given != null && MessageDigest.isEqual(authorization, given.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(Response response, Callback callback, String contentType, Body body) throws IOException {
        Bytes bytes = new Bytes();
        BodyWriter out = new BodyWriter(bytes, BUFFER_BYTES);
        body.write(out);
        out.flush();
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        response.write(true, bytes.buffer(), callback);
    }

    private static void text(Response response, Callback callback, int status, String text) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, TEXT);
        response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
    }

    /** A writer of a body. */
    @FunctionalInterface
    private interface Body {
        void write(BodyWriter out) throws IOException;
    }

    /** A body in memory that is sent without another copy. */
    private static final class Bytes extends ByteArrayOutputStream {
        Bytes() {
            super(USUAL_ANSWER_BYTES);
        }

        ByteBuffer buffer() {
            return ByteBuffer.wrap(buf, 0, count);
        }
    }
}
