package io.kubestats.security.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.apiserver.ApiResponse;
import io.kubestats.config.CertificateConfig;
import io.kubestats.health.HealthCheck.Result;
import io.kubestats.security.serving.AggregationState.Available;
import io.kubestats.security.serving.AggregationState.Unavailable;
import io.kubestats.testing.FakeApiServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregationCheckTest {
    private final FakeApiServer apiServer = new FakeApiServer();
    private final AggregationCheck check = new AggregationCheck(apiServer, CertificateConfig.defaults());

    @Test
    void hasNothingToSayWhereBothAreAvailable() throws Exception {
        answer("kubestats", "True", "Passed", "all checks passed");

        check.poll();

        assertThat(check.check()).isInstanceOf(Result.Ok.class);
    }

    @ParameterizedTest
    @CsvSource({
        "FailedDiscoveryCheck, Get: context deadline exceeded, FORWARD policy (must be ACCEPT)",
        "FailedDiscoveryCheck, tls: x509: certificate signed by unknown authority, caBundle",
        "FailedDiscoveryCheck, x509: certificate has expired or is not yet valid: current time, compare the clocks",
        "FailedDiscoveryCheck, bad status from https://x: 401, --requestheader-client-ca-file",
        "FailedDiscoveryCheck, bad status from https://x: 403, NO_PROXY",
        "FailedDiscoveryCheck, dial tcp: connect: connection refused, targetPort against --secure-port",
        "FailedDiscoveryCheck, dial tcp: connect: no route to host, no route to pods",
        "MissingEndpoints, endpoints have no addresses with port name https, no ready pod",
        "ServiceNotFound, service not present, create the Service",
        "Other, something, kubectl describe apiservice"
    })
    void saysWhichWayIsBrokenAndWhatToCheck(String reason, String message, String advice) throws Exception {
        answer("kubestats", "False", reason, message);

        check.poll();

        assertThat(check.check())
                .isInstanceOfSatisfying(
                        Result.Warned.class,
                        warned -> assertThat(warned.remark())
                                .contains("v1beta1.metrics.k8s.io: " + reason + ": " + message)
                                .contains(advice));
    }

    @Test
    void tellsTheSameTroubleOnceWhateverTimeOfDayItsWordsHold() {
        Unavailable early =
                new Unavailable("FailedDiscoveryCheck", "expired or is not yet valid: now 11:00 is before 12:00");
        Unavailable later =
                new Unavailable("FailedDiscoveryCheck", "expired or is not yet valid: now 11:01 is before 12:00");
        Unavailable other = new Unavailable("FailedDiscoveryCheck", "bad status: 401");

        assertThat(early.isNewsAfter(null)).isTrue();
        assertThat(later.isNewsAfter(early)).isFalse();
        assertThat(other.isNewsAfter(later)).isTrue();
        assertThat(early.isNewsAfter(new Available())).isTrue();
        assertThat(new Available().isNewsAfter(early)).isTrue();
    }

    @Test
    void namesTheServerThatAnswersInItsStead() throws Exception {
        answer("prometheus-adapter", "True", "Passed", "");

        check.poll();

        assertThat(check.check())
                .isInstanceOfSatisfying(
                        Result.Warned.class,
                        warned -> assertThat(warned.remark())
                                .contains("leads to kube-system/prometheus-adapter, not to us"));
    }

    @Test
    void saysThatNobodyIsLedHereOrThatItDoesNotKnow() throws Exception {
        check.poll();
        assertThat(check.check())
                .isInstanceOfSatisfying(
                        Result.Warned.class,
                        warned -> assertThat(warned.remark()).contains("is not registered"));

        apiServer.goDown("cannot reach the API server");
        check.poll();
        assertThat(check.check())
                .isInstanceOfSatisfying(
                        Result.Warned.class,
                        warned -> assertThat(warned.remark()).contains("unknown: cannot reach the API server"));
    }

    @Test
    void namesTheRightThatIsMissingToLook() throws Exception {
        apiServer.answer(
                "GET /apis/apiregistration.k8s.io/v1/apiservices/",
                request -> new ApiResponse(403, "{\"message\":\"apiservices is forbidden\"}"));

        check.poll();

        assertThat(check.check())
                .isInstanceOfSatisfying(
                        Result.Warned.class,
                        warned -> assertThat(warned.remark())
                                .contains("v1beta1.metrics.k8s.io: may not be read (403); our service account needs"));
    }

    private void answer(String service, String status, String reason, String message) {
        apiServer.answer(
                "GET /apis/apiregistration.k8s.io/v1/apiservices/",
                request -> new ApiResponse(
                        200,
                        "{\"spec\":{\"service\":{\"name\":\"" + service
                                + "\",\"namespace\":\"kube-system\"}},\"status\":{\"conditions\":[{"
                                + "\"type\":\"Available\",\"status\":\"" + status + "\",\"reason\":\"" + reason
                                + "\",\"message\":\"" + message
                                + "\"}]}}"));
    }
}
