package io.kubestats.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kubestats.apiserver.ApiServer;
import io.kubestats.config.AccessConfig;
import io.kubestats.http.GuardedRequest;
import io.kubestats.http.GuardedRequest.Header;
import io.kubestats.testing.ManualClock;
import io.kubestats.testing.controlplane.Authority;
import io.kubestats.tls.TlsContexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Factory of an {@link ApiAccess} with a front proxy, and of requests for it. */
final class GuardedRequests {
    static final String PODS = "/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods";
    static final Authority PROXIES = new Authority("front-proxy-ca");
    static final List<X509Certificate> FRONT_PROXY = chain(PROXIES.issue("CN=front-proxy-client"));

    private GuardedRequests() {}

    static ApiAccess access(ApiServer apiServer, ManualClock clock, Path folder) throws IOException {
        Path authority = Files.writeString(folder.resolve("proxy.pem"), PROXIES.pem());
        AccessConfig defaults = AccessConfig.defaults();
        AccessConfig.FrontProxy frontProxy = new AccessConfig.FrontProxy(
                authority,
                List.of(),
                List.of("X-Remote-User"),
                List.of("X-Remote-Group"),
                List.of("X-Remote-Extra-"),
                List.of());
        return new ApiAccess(
                new AccessConfig(
                        false,
                        false,
                        Optional.empty(),
                        Optional.of(frontProxy),
                        defaults.tokenTtl(),
                        defaults.allowedTtl(),
                        defaults.deniedTtl(),
                        defaults.openPaths()),
                apiServer,
                clock,
                clock::nanos);
    }

    static GuardedRequest proxied(String user, String path, List<Header> more) {
        List<Header> headers = new ArrayList<>(more);
        headers.add(new Header("X-Remote-User", user));
        return request(path, headers, FRONT_PROXY);
    }

    static GuardedRequest bearer(String token) {
        return bearer(token, PODS);
    }

    static GuardedRequest bearer(String token, String path) {
        return request(path, List.of(new Header("Authorization", "Bearer " + token)), List.of());
    }

    static GuardedRequest request(String path, List<Header> headers, List<X509Certificate> peer) {
        return new GuardedRequest("GET", path, "", headers, "192.0.2.1", peer);
    }

    static List<X509Certificate> chain(Authority.Identity identity) {
        try {
            return List.copyOf(TlsContexts.certificates(identity.certificate().getBytes(US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
