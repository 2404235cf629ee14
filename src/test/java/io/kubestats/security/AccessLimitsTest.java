package io.kubestats.security;

import static io.kubestats.security.GuardedRequests.FRONT_PROXY;
import static io.kubestats.security.GuardedRequests.PODS;
import static io.kubestats.security.GuardedRequests.bearer;
import static io.kubestats.security.GuardedRequests.proxied;
import static io.kubestats.security.GuardedRequests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.apiserver.ApiResponse;
import io.kubestats.apiserver.ApiServerRequest;
import io.kubestats.http.GuardedRequest;
import io.kubestats.http.GuardedRequest.Header;
import io.kubestats.http.RequestGuard;
import io.kubestats.http.RequestGuard.Refusal;
import io.kubestats.testing.FakeApiServer;
import io.kubestats.testing.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of size limits: oversized input is rejected or truncated. */
class AccessLimitsTest {
    private static final String VERSION = "/apis/metrics.k8s.io/v1beta1";

    @TempDir
    Path folder = Path.of("");

    private final FakeApiServer apiServer = new FakeApiServer();

    @BeforeEach
    void allowEverything() {
        apiServer.answer(
                "POST /apis/authorization.k8s.io/v1/subjectaccessreviews",
                request -> new ApiResponse(201, "{\"status\":{\"allowed\":true}}"));
    }

    @ParameterizedTest
    @MethodSource("longRequests")
    void refusesLongPathsAndNamesBeforeAnyReview(String path) throws IOException {
        assertThat(check(proxied("jane", path, List.of())).orElseThrow().status())
                .isEqualTo(400);
        assertThat(check(bearer("good", path)).orElseThrow().status()).isEqualTo(400);
        assertThat(check(request(path, List.of(), List.of())).orElseThrow().status())
                .isEqualTo(400);
        assertThat(apiServer.asked()).isEmpty();
    }

    static Stream<String> longRequests() {
        return Stream.of(
                "/" + "a".repeat(1_024),
                "/" + "a".repeat(55_000),
                "/" + "a".repeat(120_000),
                VERSION + "/nodes/" + "a".repeat(254),
                VERSION + "/nodes/" + "a".repeat(55_000),
                VERSION + "/namespaces/" + "a".repeat(64) + "/pods",
                VERSION + "/namespaces/shop/pods/" + "a".repeat(254),
                VERSION + "/namespaces/shop/" + "a".repeat(64),
                VERSION + "/namespaces/shop/pods/web-0/" + "a".repeat(64),
                "/apis/" + "a".repeat(254) + "/v1/pods",
                "/apis/metrics.k8s.io/" + "a".repeat(64) + "/pods");
    }

    @Test
    void reviewsTheLongestNamesThatKubernetesAllows() throws IOException {
        String path = VERSION + "/namespaces/" + "a".repeat(63) + "/pods/" + "b".repeat(253);

        assertThat(check(proxied("jane", path, List.of()))).isEmpty();
        assertThat(lastReview()).contains("a".repeat(63), "b".repeat(253));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Remote-User", "x-remote-user", "X-REMOTE-USER"})
    void takesTheFirstLineOfAHeaderAloneAsKubeApiserverDoes(String name) throws IOException {
        List<Header> second = List.of(new Header(name, "root"));
        assertThat(check(request(PODS, prepended("jane", second), FRONT_PROXY))).isEmpty();
        assertThat(lastReview()).contains("\"user\":\"jane\"");

        assertThat(check(request(PODS, prepended("", second), FRONT_PROXY))
                        .orElseThrow()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void refusesAnIdentityThatIsTooLarge() throws IOException {
        users("\"username\":\"robot\",\"groups\":[" + ("\"" + "g".repeat(1_000) + "\",").repeat(500) + "\"g\"]");

        assertThat(check(bearer("good")).orElseThrow().status()).isEqualTo(401);
        assertThat(apiServer.asked("subjectaccessreviews")).isZero();
    }

    @Test
    void refusesTooManyGroupsWithoutText() throws IOException {
        List<Header> groups = Stream.generate(() -> new Header("X-Remote-Group", "g"))
                .limit(6_000)
                .toList();

        assertThat(check(proxied("jane", PODS, groups)).orElseThrow().status()).isEqualTo(401);
    }

    @Test
    void showsAHostileNameAsOneBoundedLine() throws IOException {
        users("\"username\":\"\\u001b[2J\\n" + "r".repeat(9_000) + "\"");
        apiServer.answer(
                "POST /apis/authorization.k8s.io/v1/subjectaccessreviews",
                request -> new ApiResponse(
                        201, "{\"status\":{\"allowed\":false,\"reason\":\"\\u001b[2J\\n" + "x".repeat(9_000) + "\"}}"));

        Refusal refusal = check(bearer("good")).orElseThrow();

        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.body()).hasSizeLessThan(2_000).contains("\\\\u001b[2J\\\\n");
    }

    private void users(String user) {
        apiServer.answer(
                "POST /apis/authentication.k8s.io/v1/tokenreviews",
                (ApiServerRequest request) ->
                        new ApiResponse(201, "{\"status\":{\"authenticated\":true,\"user\":{" + user + "}}}"));
    }

    private Optional<Refusal> check(GuardedRequest request) throws IOException {
        RequestGuard guard = GuardedRequests.access(apiServer, ManualClock.at(Instant.now()), folder)
                .guard();
        return guard.check(request);
    }

    private static List<Header> prepended(String user, List<Header> headers) {
        return Stream.concat(Stream.of(new Header("X-Remote-User", user)), headers.stream())
                .toList();
    }

    private String lastReview() {
        List<ApiServerRequest> asked = apiServer.asked();
        return asked.get(asked.size() - 1).body();
    }
}
