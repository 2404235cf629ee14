package io.kubestats.incluster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kubestats.testing.controlplane.ControlPlane;
import io.kubestats.tls.PrivateKeys;
import io.kubestats.tls.TlsContexts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;

/** Requests without kubectl. */
final class DirectRequests {
    private DirectRequests() {}

    /** Sends a request to the API server as an administrator. */
    static HttpResponse<String> get(ControlPlane plane, String path)
            throws IOException, InterruptedException, GeneralSecurityException {
        byte[] certificate = Files.readAllBytes(plane.file("admin.crt"));
        byte[] key = Files.readAllBytes(plane.file("admin.key"));
        KeyManager[] identity = TlsContexts.identity(certificate, PrivateKeys.first(key));
        HttpClient client = HttpClient.newBuilder()
                .sslContext(TlsContexts.context(
                        identity, TlsContexts.trust(plane.cluster().pem().getBytes(US_ASCII))))
                .build();
        return client.send(
                HttpRequest.newBuilder(URI.create(plane.address() + path)).build(), BodyHandlers.ofString());
    }

    /** Sends a request with these headers to any server, without verifying its certificate. */
    static HttpResponse<String> get(String url, KeyManager[] identity, String... headers)
            throws IOException, InterruptedException, GeneralSecurityException {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(TlsContexts.context(identity, TlsContexts.trustAnyone()))
                .build();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
