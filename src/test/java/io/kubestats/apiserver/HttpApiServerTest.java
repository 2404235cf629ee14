package io.kubestats.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubestats.apiserver.ApiServerException.Reason;
import io.kubestats.config.ApiServerConfig;
import io.kubestats.testing.FakeAnswer;
import io.kubestats.testing.FakeAuthority;
import io.kubestats.testing.FakeIdentity;
import io.kubestats.testing.FakeKubelet;
import io.kubestats.testing.ManualClock;
import io.kubestats.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpApiServerTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final FakeAuthority CLUSTER = new FakeAuthority("kubernetes");
    private static final FakeIdentity SERVER = CLUSTER.issue("kube-apiserver", "127.0.0.1");

    @TempDir
    Path folder = Path.of("");

    private final ManualClock clock = ManualClock.at(Instant.now());

    @Test
    void asksAsThePodsServiceAccount() throws Exception {
        account("t0ken", CLUSTER);
        try (FakeKubelet server = FakeKubelet.secure(SERVER).answer("/version", FakeAnswer.json(json("{}")));
                HttpApiServer client = inPod(server)) {

            ApiResponse answer = client.send(ApiServerRequest.get("/version", DEADLINE));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{}");
            assertThat(server.asked().get(0).authorization()).isEqualTo("Bearer t0ken");
            assertThat(client.address()).isEqualTo(server.endpoint());
        }
    }

    @Test
    void takesARenewedTokenAfterAWhile() throws Exception {
        account("old", CLUSTER);
        try (FakeKubelet server = FakeKubelet.secure(SERVER).answer("/version", FakeAnswer.json(json("{}")));
                HttpApiServer client = inPod(server)) {
            ApiResponse first = client.send(ApiServerRequest.get("/version", DEADLINE));
            account("new", CLUSTER);

            clock.advance(Duration.ofMillis(ServiceAccountCredentials.CHECK_EVERY_MILLIS));
            ApiResponse second = client.send(ApiServerRequest.get("/version", DEADLINE));

            assertThat(first.status() + second.status()).isEqualTo(400);
            assertThat(server.asked())
                    .extracting(FakeKubelet.Asked::authorization)
                    .containsExactly("Bearer old", "Bearer new");
            assertThat(server.acceptedConnections()).isOne();
        }
    }

    @Test
    void triesARenewedTokenAtOnceWhereTheOldOneIsRefused() throws Exception {
        account("old", CLUSTER);
        try (FakeKubelet server = FakeKubelet.secure(SERVER).answer("/version", FakeAnswer.text(401, "Unauthorized"));
                HttpApiServer client = inPod(server)) {
            account("new", CLUSTER);

            ApiResponse answer = client.send(ApiServerRequest.get("/version", DEADLINE));

            assertThat(answer.status()).isEqualTo(401);
            assertThat(server.asked())
                    .extracting(FakeKubelet.Asked::authorization)
                    .containsExactly("Bearer old", "Bearer new");
        }
    }

    @Test
    void keepsATokenWhoseFileWentAway() throws Exception {
        account("t0ken", CLUSTER);
        try (FakeKubelet server = FakeKubelet.secure(SERVER).answer("/version", FakeAnswer.json(json("{}")));
                HttpApiServer client = inPod(server)) {
            Files.delete(folder.resolve("token"));

            clock.advance(Duration.ofMinutes(1));
            ApiResponse answer = client.send(ApiServerRequest.get("/version", DEADLINE));

            assertThat(answer.isSuccess()).isTrue();
        }
    }

    @Test
    void readsAnAnswerAsItComes() throws Exception {
        account("t0ken", CLUSTER);
        try (FakeKubelet server = FakeKubelet.secure(SERVER).answer("/list", FakeAnswer.json(json("[1,2]")));
                HttpApiServer client = inPod(server);
                ApiStream stream = client.open(ApiServerRequest.get("/list", DEADLINE))) {

            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.contentType()).isEqualTo("application/json");
            assertThat(new String(stream.body().readAllBytes(), UTF_8)).isEqualTo("[1,2]");
        }
    }

    @Test
    void saysThatTheAuthorityIsAnother() throws Exception {
        account("t0ken", new FakeAuthority("another"));
        try (FakeKubelet server = FakeKubelet.secure(SERVER);
                HttpApiServer client = inPod(server)) {

            ApiServerException failure = failure(client);

            assertThat(failure.reason()).isEqualTo(Reason.TLS);
            assertThat(failure).hasMessageContaining("is not signed by the authority that we were given");
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void saysThatNothingListensAndWhatToCheck() throws Exception {
        account("t0ken", CLUSTER);
        int port = Program.freePort();
        try (HttpApiServer client = started(config("127.0.0.1", Integer.toString(port)))) {

            ApiServerException failure = failure(client);

            assertThat(failure.reason()).isEqualTo(Reason.CONNECT);
            assertThat(failure)
                    .hasMessageStartingWith("cannot reach the API server at https://127.0.0.1:" + port
                            + ": nothing listens there, or a firewall refuses")
                    .hasMessageContaining("kube-proxy and the service CIDR")
                    .hasMessageContaining("FORWARD policy (must be ACCEPT)");
        }
    }

    @Test
    void saysThatItIsSlowWhereAConnectionStands() throws Exception {
        account("t0ken", CLUSTER);
        try (FakeKubelet server = FakeKubelet.secure(SERVER).answer("/version", FakeAnswer.never());
                HttpApiServer client = inPod(server)) {

            ApiServerException failure = catchThrowableOfType(
                    ApiServerException.class,
                    () -> client.send(ApiServerRequest.get("/version", Duration.ofMillis(300))));

            assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(failure).hasMessageContaining("it gave no answer within 300 ms");
        }
    }

    @Test
    void doesNotReadAnAnswerWithoutEnd() throws Exception {
        account("t0ken", CLUSTER);
        try (FakeKubelet server = FakeKubelet.secure(SERVER).answer("/version", FakeAnswer.json(new byte[5 << 20]));
                HttpApiServer client = inPod(server)) {

            assertThat(failure(client).reason()).isEqualTo(Reason.BROKEN);
        }
    }

    @Test
    void saysWhatIsMissingInAPodWithoutAToken() throws Exception {
        Files.writeString(folder.resolve("ca.crt"), CLUSTER.pem());

        ApiServerException failure = catchThrowableOfType(
                ApiServerException.class,
                () -> started(config("10.96.0.1", "443")).close());

        assertThat(failure.reason()).isEqualTo(Reason.CREDENTIALS);
        assertThat(failure)
                .hasMessageContaining(folder.resolve("token") + " does not exist")
                .hasMessageContaining("automountServiceAccountToken");
    }

    @Test
    void putsAnIpv6AddressInBrackets() throws Exception {
        account("t0ken", CLUSTER);
        try (HttpApiServer client = started(config("fd00::1", "443"))) {
            assertThat(client.address()).hasToString("https://[fd00::1]:443");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token: t0ken",
                "tokenFile: FOLDER/token",
                "exec: {apiVersion: client.authentication.k8s.io/v1, command: cat, args: [FOLDER/credential.json]}"
            })
    void takesTheTokenOfAKubeconfig(String user) throws Exception {
        account("t0ken", CLUSTER);
        Files.writeString(
                folder.resolve("credential.json"),
                "{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\","
                        + "\"status\":{\"token\":\"t0ken\"}}");
        try (FakeKubelet server = FakeKubelet.secure(SERVER).answer("/version", FakeAnswer.json(json("{}")));
                HttpApiServer client = started(kubeconfig(server, user.replace("FOLDER", folder.toString())))) {

            ApiResponse answer = client.send(ApiServerRequest.get("/version", DEADLINE));

            assertThat(answer.isSuccess()).isTrue();
            assertThat(server.asked().get(0).authorization()).isEqualTo("Bearer t0ken");
        }
    }

    @Test
    void showsTheCertificateOfAKubeconfig() throws Exception {
        FakeIdentity me = CLUSTER.issue("me");
        account("unused", CLUSTER);
        String user =
                "client-certificate-data: " + base64(me.certificatePem()) + ", client-key-data: " + base64(me.keyPem());
        try (FakeKubelet server = FakeKubelet.secure(SERVER, Optional.of(CLUSTER))
                        .answer("/version", FakeAnswer.json(json("{}")));
                HttpApiServer client = started(kubeconfig(server, user))) {

            assertThat(client.send(ApiServerRequest.get("/version", DEADLINE)).isSuccess())
                    .isTrue();
            assertThat(client.identity().certificate()).asString().isEqualTo(me.certificatePem());
            assertThat(client.identity().key()).asString().isEqualTo(me.keyPem());
            assertThat(client.identity().authority()).asString().isEqualTo(CLUSTER.pem());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense: [", "apiVersion: v1\nkind: Config\n", "clusters: 7"})
    void saysWhichKubeconfigCannotBeUsed(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("config"), text);

        ApiServerException failure = catchThrowableOfType(
                ApiServerException.class,
                () -> started(ApiServerConfig.ofKubeconfig(file)).close());

        assertThat(failure.reason()).isEqualTo(Reason.CREDENTIALS);
        assertThat(failure).hasMessageStartingWith("--kubeconfig " + file + " cannot be used");
    }

    @Test
    void putsTheApiServersOwnWordsOnOneLine() {
        assertThat(ApiStatusText.of(
                        403, "{\"kind\":\"Status\",\"metadata\":{},\"message\":\"no\\n way\",\"code\":403}"))
                .isEqualTo("403 no way");
        assertThat(ApiStatusText.of(502, "<html>\n bad gateway")).isEqualTo("502 <html> bad gateway");
        assertThat(ApiStatusText.of(500, "")).isEqualTo("500");
    }

    private ApiServerException failure(HttpApiServer client) {
        return catchThrowableOfType(
                ApiServerException.class, () -> client.send(ApiServerRequest.get("/version", DEADLINE)));
    }

    private void account(String token, FakeAuthority authority) throws IOException {
        Files.writeString(folder.resolve("token"), token);
        Files.writeString(folder.resolve("ca.crt"), authority.pem());
    }

    private HttpApiServer inPod(FakeKubelet server) throws ApiServerException {
        return started(config("127.0.0.1", Integer.toString(server.endpoint().getPort())));
    }

    private ApiServerConfig config(String host, String port) {
        return new ApiServerConfig(Optional.empty(), host, port, folder);
    }

    private ApiServerConfig kubeconfig(FakeKubelet server, String user) throws IOException {
        return ApiServerConfig.ofKubeconfig(
                Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                current-context: here
                contexts: [{name: here, context: {cluster: here, user: me}}]
                clusters: [{name: here, cluster: {server: "%s", certificate-authority: ca.crt}}]
                users: [{name: me, user: {%s}}]
                """.formatted(server.endpoint(), user)));
    }

    private HttpApiServer started(ApiServerConfig config) throws ApiServerException {
        HttpApiServer client = new HttpApiServer(config, clock);
        client.start();
        return client;
    }

    private static byte[] json(String text) {
        return text.getBytes(UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
