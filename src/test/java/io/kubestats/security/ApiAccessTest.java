package io.kubestats.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.config.RoutesConfig;
import io.kubestats.apiserver.ApiResponse;
import io.kubestats.apiserver.ApiServerRequest;
import io.kubestats.config.AccessConfig;
import io.kubestats.config.CertificateConfig;
import io.kubestats.config.ServingConfig;
import io.kubestats.health.HealthCheck.Result;
import io.kubestats.http.HttpServer;
import io.kubestats.http.RouteGroup;
import io.kubestats.security.serving.ServingCertificates;
import io.kubestats.testing.FakeApiServer;
import io.kubestats.testing.ManualClock;
import io.kubestats.testing.controlplane.Authority;
import io.kubestats.tls.PrivateKeys;
import io.kubestats.tls.TlsContexts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of access control on the real listener, with raw bytes on a TLS socket. */
class ApiAccessTest {
    private static final String PODS = "/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods";
    private static final String DATA = "the data";
    private static final Optional<Authority.Identity> NOBODY = Optional.empty();
    private static final Authority CLIENTS = new Authority("kubernetes");
    private static final Authority PROXIES = new Authority("front-proxy-ca");
    private static final Authority STRANGERS = new Authority("strangers");
    private static final Optional<Authority.Identity> FRONT_PROXY = Optional.of(PROXIES.issue("CN=front-proxy-client"));

    private final FakeApiServer apiServer = new FakeApiServer();
    private final ManualClock clock = ManualClock.at(Instant.now());
    private final Map<String, String> allowed = new ConcurrentHashMap<>();
    private HttpServer server = new HttpServer(ServingConfig.defaults(), List.of(), clock::nanos);
    private final ApiAccess access = access();
    private int port;

    @BeforeEach
    void start() throws Exception {
        extension(PROXIES.pem(), "[\\\"front-proxy-client\\\"]");
        apiServer.answer("POST /apis/authorization.k8s.io/v1/subjectaccessreviews", this::review);
        apiServer.answer("POST /apis/authentication.k8s.io/v1/tokenreviews", ApiAccessTest::tokenReview);
        ServingCertificates certificates = new ServingCertificates(CertificateConfig.defaults(), apiServer, clock);
        certificates.start();
        access.poll();
        server = new HttpServer(
                new ServingConfig("127.0.0.1", 0, 50, Duration.ofMinutes(1), Duration.ofSeconds(1)),
                List.of(new Data()),
                Optional.of(certificates.identity()),
                access.guard(),
                clock::nanos);
        port = server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void believesTheFrontProxyWhoItsCallerIs() throws Exception {
        allowed.put("jane", "list shop");

        String answer = get(
                PODS,
                FRONT_PROXY,
                "X-Remote-User: jane",
                "X-Remote-Group: a,b",
                "X-Remote-Group: dev",
                "X-Remote-Extra-Example.org%2fScopes: view");

        assertThat(answer).startsWith("HTTP/1.1 200").contains(DATA);
        assertThat(lastReview())
                .contains("\"user\":\"jane\"")
                .contains("\"groups\":[\"a,b\",\"dev\",\"system:authenticated\"]")
                .contains("\"extra\":{\"example.org/scopes\":[\"view\"]}");
    }

    @Test
    void refusesWhoMayNotInTheWordsOfKubernetes() throws Exception {
        String answer = get(PODS + "/web-0", FRONT_PROXY, "X-Remote-User: jane");

        assertThat(answer)
                .startsWith("HTTP/1.1 403")
                .contains("X-Content-Type-Options: nosniff")
                .contains("pods.metrics.k8s.io \\\"web-0\\\" is forbidden: User \\\"jane\\\" cannot get resource"
                        + " \\\"pods\\\" in API group \\\"metrics.k8s.io\\\" in the namespace \\\"shop\\\"")
                .doesNotContain(DATA);
    }

    @Test
    void takesNoHeadersFromAnybodyElse() throws Exception {
        allowed.put("jane", "list shop");

        assertThat(get(PODS, NOBODY, "X-Remote-User: jane"))
                .startsWith("HTTP/1.1 403")
                .contains("system:anonymous");
        assertThat(get(PODS, identity(CLIENTS, "CN=mallory"), "X-Remote-User: jane"))
                .startsWith("HTTP/1.1 403")
                .contains("User \\\"mallory\\\"");
        assertThat(get(PODS, identity(STRANGERS, "CN=front-proxy-client"), "X-Remote-User: jane"))
                .startsWith("HTTP/1.1 401");
        assertThat(get(PODS, identity(PROXIES, "CN=another"), "X-Remote-User: jane"))
                .startsWith("HTTP/1.1 401");
    }

    @Test
    void neverTakesAClientAuthoritysCertificateForTheFrontProxys() throws Exception {
        allowed.put("jane", "list shop");

        String answer = get(PODS, identity(CLIENTS, "CN=front-proxy-client"), "X-Remote-User: jane");

        assertThat(answer).startsWith("HTTP/1.1 403").contains("User \\\"front-proxy-client\\\"");
    }

    @Test
    void neverTakesTheFrontProxysCertificateForAClients() throws Exception {
        allowed.put("front-proxy-client", "list shop");

        assertThat(get(PODS, FRONT_PROXY)).startsWith("HTTP/1.1 401");
    }

    @Test
    void refusesCertificatesThatAreNotValidNow() throws Exception {
        allowed.put("jane", "list shop");
        Authority.Identity expired = PROXIES.issue("CN=front-proxy-client", Duration.ofHours(-1));
        Authority.Identity notYet = PROXIES.issue("CN=front-proxy-client", Duration.ofDays(4));

        assertThat(get(PODS, Optional.of(expired), "X-Remote-User: jane")).startsWith("HTTP/1.1 401");
        assertThat(get(PODS, Optional.of(notYet), "X-Remote-User: jane")).startsWith("HTTP/1.1 401");
    }

    @Test
    void refusesACertificateFromTheMomentItExpires() throws Exception {
        allowed.put("jane", "list shop");
        assertThat(get(PODS, FRONT_PROXY, "X-Remote-User: jane")).startsWith("HTTP/1.1 200");

        clock.advance(Duration.ofDays(2));

        assertThat(get(PODS, FRONT_PROXY, "X-Remote-User: jane")).startsWith("HTTP/1.1 401");
    }

    @Test
    void followsWhatTheApiServerSaysOfTheFrontProxy() throws Exception {
        allowed.put("jane", "list shop");
        extension(STRANGERS.pem(), "[]");

        access.poll();

        assertThat(get(PODS, FRONT_PROXY, "X-Remote-User: jane")).startsWith("HTTP/1.1 401");
        assertThat(get(PODS, identity(STRANGERS, "CN=any"), "X-Remote-User: jane"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void keepsWhatItKnewWhereTheConfigMapMakesNoSense() throws Exception {
        allowed.put("jane", "list shop");
        extension(PROXIES.pem(), "not json");

        access.poll();

        assertThat(get(PODS, FRONT_PROXY, "X-Remote-User: jane")).startsWith("HTTP/1.1 200");
    }

    @Test
    void asksTheCacheOfTheApiServerWhoMayCall() {
        assertThat(apiServer.asked("extension-apiserver-authentication?resourceVersion=0"))
                .isOne();
    }

    @Test
    void keepsWhatItKnewWhereTheConfigMapIsDeletedAndSaysSo() throws Exception {
        allowed.put("jane", "list shop");
        apiServer.answer(
                "GET /api/v1/namespaces/kube-system/configmaps/extension-apiserver-authentication",
                request -> new ApiResponse(404, "{}"));

        access.poll();

        assertThat(get(PODS, FRONT_PROXY, "X-Remote-User: jane")).startsWith("HTTP/1.1 200");
        assertThat(access.checks().get(0).check())
                .isInstanceOfSatisfying(
                        Result.Warned.class,
                        warned -> assertThat(warned.remark())
                                .contains("no longer exists: its last content stays in effect"));
    }

    @Test
    void takesAClientCertificateForItsHolderAndItsGroups() throws Exception {
        allowed.put("jane", "list shop");

        assertThat(get(PODS, identity(CLIENTS, "CN=jane,O=dev,O=ops"))).startsWith("HTTP/1.1 200");
        assertThat(lastReview()).contains("\"dev\"", "\"ops\"", "X509SHA256=");
    }

    @Test
    void asksTheApiServerWhoseTokenItIsAndRemembersForAWhile() throws Exception {
        allowed.put("robot", "list shop");

        assertThat(get(PODS, NOBODY, "Authorization: Bearer good")).startsWith("HTTP/1.1 200");
        assertThat(get(PODS, NOBODY, "authorization: bearer good")).startsWith("HTTP/1.1 200");

        assertThat(apiServer.asked("tokenreviews")).isEqualTo(1);
        assertThat(apiServer.asked("subjectaccessreviews")).isEqualTo(1);
        clock.advance(Duration.ofSeconds(11));
        assertThat(get(PODS, NOBODY, "Authorization: Bearer good")).startsWith("HTTP/1.1 200");
        assertThat(apiServer.asked("tokenreviews")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization: Bearer deleted", "Authorization: Bearer a b"})
    void refusesTokensThatNobodyKnows(String header) throws Exception {
        assertThat(get(PODS, NOBODY, header))
                .startsWith("HTTP/1.1 401")
                .contains("\"message\":\"Unauthorized\"")
                .doesNotContain(DATA);
    }

    @Test
    void refusesTwoAuthorizationsAndImpersonation() throws Exception {
        allowed.put("robot", "list shop");

        assertThat(get(PODS, NOBODY, "Authorization: Bearer good", "Authorization: Bearer good"))
                .startsWith("HTTP/1.1 4");
        assertThat(get(PODS, NOBODY, "Authorization: Bearer good", "Impersonate-User: admin"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void tellsNoDataWhereRightsCannotBeChecked() throws Exception {
        apiServer.goDown("cannot reach the API server");

        String answer = get(PODS, FRONT_PROXY, "X-Remote-User: jane");

        assertThat(answer)
                .startsWith("HTTP/1.1 500")
                .contains("Internal Server Error", "cannot reach the API server")
                .doesNotContain(DATA);
    }

    @Test
    void asksNobodyAboutMasters() throws Exception {
        assertThat(get(PODS, FRONT_PROXY, "X-Remote-User: root", "X-Remote-Group: system:masters"))
                .startsWith("HTTP/1.1 200");
        assertThat(apiServer.asked("subjectaccessreviews")).isZero();
    }

    @Test
    void countsWhatCameOfEachRequestOnce() throws Exception {
        allowed.put("jane", "list shop");
        allowed.put("robot", "list shop");

        get(PODS, FRONT_PROXY, "X-Remote-User: jane");
        get(PODS, FRONT_PROXY, "X-Remote-User: jane");
        get(PODS, NOBODY, "Authorization: Bearer good");
        get(PODS, identity(CLIENTS, "CN=mallory"));
        get(PODS, NOBODY, "Authorization: Bearer deleted");
        get(PODS, NOBODY, "Impersonate-User: admin");
        get("/livez", NOBODY);
        apiServer.goDown("cannot reach the API server");
        get(PODS, FRONT_PROXY, "X-Remote-User: another");

        assertThat(decisions())
                .isEqualTo(Map.of(
                        AccessOutcome.FRONT_PROXY, 3L,
                        AccessOutcome.TOKEN, 1L,
                        AccessOutcome.CLIENT_CERTIFICATE, 1L,
                        AccessOutcome.REJECTED, 1L,
                        AccessOutcome.AMBIGUOUS, 1L,
                        AccessOutcome.ANONYMOUS, 1L,
                        AccessOutcome.ALLOWED, 3L,
                        AccessOutcome.DENIED, 1L,
                        AccessOutcome.UNDECIDED, 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz", "/healthz", "/livez?verbose"})
    void leavesHealthOpen(String path) throws Exception {
        assertThat(get(path, NOBODY)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/metrics",
                "/metrics/",
                "/nothing",
                "/livez/ping",
                "/LIVEZ",
                "/livez/",
                "//livez/../metrics",
                "/livez/../metrics",
                "/livez/..%2fmetrics",
                "/%6civez",
                "/livez;/../metrics",
                "/livez%2f..%2fmetrics",
                "/./metrics",
                "/metrics%00",
                "/metrics\\livez"
            })
    void keepsEverythingElseClosedHoweverItIsWritten(String path) throws Exception {
        assertThat(get(path, NOBODY)).matches("(?s)HTTP/1.1 (400|401|403) .*").doesNotContain(DATA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X_Remote_User: jane",
                "X-Remote-User : jane",
                "x-Remote-user\t: jane",
                "X-Foo: a\rX-Remote-User: jane",
                "X-Foo: a\nX-Remote-User: jane",
                " X-Remote-User: jane",
                "X-Remote-User:"
            })
    void isNotFooledByHeadersThatOnlyLookRight(String header) throws Exception {
        allowed.put("jane", "list shop");

        assertThat(get(PODS, identity(CLIENTS, "CN=mallory"), header))
                .matches("(?s)HTTP/1.1 (400|401|403) .*")
                .doesNotContain(DATA);
    }

    @Test
    void readsHeadersWhateverTheirCaseAndTheFirstUserAlone() throws Exception {
        allowed.put("jane", "list shop");

        assertThat(get(PODS, FRONT_PROXY, "x-rEmote-uSer: jane", "X-Remote-User: root"))
                .startsWith("HTTP/1.1 200");
    }

    private ApiAccess access() {
        try {
            return new ApiAccess(AccessConfig.defaults(), apiServer, clock, clock::nanos);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void extension(String proxyAuthority, String names) {
        String map = "{\"data\":{\"client-ca-file\":" + json(CLIENTS.pem()) + ",\"requestheader-client-ca-file\":"
                + json(proxyAuthority) + ",\"requestheader-allowed-names\":\"" + names
                + "\",\"requestheader-username-headers\":\"[\\\"X-Remote-User\\\"]\","
                + "\"requestheader-group-headers\":\"[\\\"X-Remote-Group\\\"]\","
                + "\"requestheader-extra-headers-prefix\":\"[\\\"X-Remote-Extra-\\\"]\"}}";
        apiServer.answer(
                "GET /api/v1/namespaces/kube-system/configmaps/extension-apiserver-authentication",
                request -> new ApiResponse(200, map));
    }

    private ApiResponse review(ApiServerRequest request) {
        String body = request.body();
        boolean yes = allowed.entrySet().stream().anyMatch(entry -> {
            List<String> wanted = List.of(entry.getValue().split(" ", -1));
            return body.contains("\"user\":\"" + entry.getKey() + "\"")
                    && body.contains("\"verb\":\"" + wanted.get(0) + "\"")
                    && body.contains("\"resource\":\"pods\"")
                    && body.contains("\"namespace\":\"" + wanted.get(1) + "\"");
        });
        return new ApiResponse(201, "{\"status\":{\"allowed\":" + yes + "}}");
    }

    private static ApiResponse tokenReview(ApiServerRequest request) {
        boolean good = request.body().contains("\"token\":\"good\"");
        return new ApiResponse(
                201,
                good
                        ? "{\"status\":{\"authenticated\":true,\"user\":{\"username\":\"robot\",\"groups\":[\"g\"]}}}"
                        : "{\"status\":{\"authenticated\":false,\"error\":\"deleted\"}}");
    }

    private Map<AccessOutcome, Long> decisions() {
        return Arrays.stream(AccessOutcome.values())
                .collect(Collectors.toMap(
                        Function.identity(), outcome -> access.decisions().count(outcome)));
    }

    private String lastReview() {
        return apiServer.asked().stream()
                .filter(request -> request.pathAndQuery().contains("subjectaccessreviews"))
                .reduce((first, second) -> second)
                .orElseThrow()
                .body();
    }

    private static String json(String text) {
        return "\"" + text.replace("\r", "").replace("\n", "\\n") + "\"";
    }

    private static Optional<Authority.Identity> identity(Authority authority, String subject) {
        return Optional.of(authority.issue(subject));
    }

    private String get(String path, Optional<Authority.Identity> identity, String... headers) throws Exception {
        KeyManager[] keys = identity.isEmpty()
                ? new KeyManager[0]
                : TlsContexts.identity(
                        identity.get().certificate().getBytes(US_ASCII),
                        PrivateKeys.first(identity.get().key().getBytes(US_ASCII)));
        try (SSLSocket socket = (SSLSocket) TlsContexts.context(keys, TlsContexts.trustAnyone())
                .getSocketFactory()
                .createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
            for (String header : headers) {
                request.append(header).append("\r\n");
            }
            request.append("Connection: close\r\n\r\n");
            socket.getOutputStream().write(request.toString().getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    /** Routes that respond to every admitted request. */
    private static final class Data implements RouteGroup {
        @Override
        public void register(RoutesConfig routes) {
            for (String path : List.of(PODS, PODS + "/web-0", "/metrics", "/livez", "/readyz", "/healthz")) {
                routes.get(path, context -> context.result(DATA));
            }
        }

        @Override
        public List<String> paths() {
            return List.of(PODS);
        }
    }
}
