package io.kubestats.security.serving;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.config.CertificateConfig;
import io.kubestats.security.StoredObjects;
import io.kubestats.testing.FakeApiServer;
import io.kubestats.testing.ScrapeLogCapture;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class CaBundlesTest {
    private static final String NAME = "v1beta1.metrics.k8s.io";

    private final FakeApiServer apiServer = new FakeApiServer();
    private final StoredObjects objects = new StoredObjects(apiServer);
    private final ScrapeLogCapture log = new ScrapeLogCapture();
    private final CaBundles bundles = new CaBundles(apiServer, CertificateConfig.defaults(), log);

    @Test
    void setsTheBundleAgainWheneverAnotherToolRemovesItAndNamesTheToolInFewLines() throws Exception {
        objects.apiService(NAME, "metrics-server");
        bundles.keep("ours");

        for (int i = 0; i < 20; i++) {
            objects.apiService(NAME, "metrics-server");
            objects.changedBy(NAME, "argocd-controller");
            bundles.keep("ours");

            assertThat(new String(objects.caBundle(NAME), US_ASCII)).isEqualTo("ours");
        }

        assertThat(log.lines(Level.INFO)).hasSize(1);
        assertThat(log.lines(Level.WARN))
                .hasSize(5)
                .allSatisfy(
                        line -> assertThat(line).contains("by=\"argocd-controller\"", "remove insecureSkipTLSVerify"));
    }

    @Test
    void doesNotComplainOfANewBundle() throws Exception {
        objects.apiService(NAME, "kubestats");

        bundles.keep("ours");
        bundles.keep("ours, renewed");

        assertThat(new String(objects.caBundle(NAME), US_ASCII)).isEqualTo("ours, renewed");
        assertThat(log.lines(Level.WARN)).isEmpty();
    }
}
