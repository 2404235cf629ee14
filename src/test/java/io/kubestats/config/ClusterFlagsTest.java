package io.kubestats.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.config.ServeFlags.Serve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ClusterFlagsTest {
    private static final PodEnvironment POD = new PodEnvironment("10.96.0.1", "443", "monitoring");

    @TempDir
    Path folder;

    @Test
    void needsNoFlagInAPod() {
        ParseResult<Serve> parsed = parse();

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.value().service().serving().port()).isEqualTo(10_250);
        ClusterConfig cluster = parsed.value().cluster().orElseThrow();
        assertThat(cluster.apiServer()).isEqualTo(ApiServerConfig.ofPod("10.96.0.1", "443"));
        assertThat(cluster.discovery()).isEqualTo(DiscoveryConfig.defaults());
        assertThat(cluster.access()).isEqualTo(AccessConfig.defaults());
        assertThat(cluster.certificates().namespace()).isEqualTo("monitoring");
        assertThat(cluster.certificates().files()).isEmpty();
    }

    @Test
    void takesLabelsOfObjectsByKubeStateMetricsNamesToo() {
        ParseResult<Serve> parsed = parse(
                "--metric-labels=pods=[app,team],nodes=[*]",
                "--metric-labels-allowlist=namespaces=[team]",
                "--metric-annotations-allowlist=*=[note]");

        assertThat(parsed.problems()).isEmpty();
        MetadataChoice metadata = parsed.value().service().metrics().metadata();
        assertThat(metadata.labels())
                .isEqualTo(new ObjectKeys(
                        new KeyChoice(List.of("*")),
                        new KeyChoice(List.of("app", "team")),
                        new KeyChoice(List.of("team"))));
        assertThat(metadata.annotations().pods().patterns()).containsExactly("note");
        assertThat(metadata.needsNamespaces()).isTrue();
    }

    @Test
    void verifiesKubeletsAgainstTheClustersAuthorityAndShowsTheServiceAccountsToken() {
        KubeletConfig kubelet = parse().value().service().kubelet();

        assertThat(kubelet.insecureTls()).isFalse();
        assertThat(kubelet.certificateAuthority()).contains(ApiServerConfig.SERVICE_ACCOUNT.resolve("ca.crt"));
        assertThat(kubelet.tokenFile()).contains(ApiServerConfig.SERVICE_ACCOUNT.resolve("token"));
    }

    @Test
    void takesTheArgumentsOfMetricsServersOwnManifest() {
        ParseResult<Serve> parsed = parse(
                "--cert-dir=/tmp",
                "--secure-port=10250",
                "--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname",
                "--kubelet-use-node-status-port",
                "--metric-resolution=15s");

        assertThat(parsed.problems()).isEmpty();
        DiscoveryConfig discovery = parsed.value().cluster().orElseThrow().discovery();
        assertThat(discovery.addressTypes()).containsExactly("InternalIP", "ExternalIP", "Hostname");
        assertThat(discovery.useNodeStatusPort()).isTrue();
    }

    @Test
    void takesEachFlagWithMetricsServersMeaning() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        ParseResult<Serve> parsed = parse(
                "--kubeconfig=" + file,
                "--authentication-kubeconfig=" + file,
                "--authorization-kubeconfig=" + file,
                "--bind-address=10.0.0.5",
                "--secure-port=4443",
                "--kubelet-port=10255",
                "--node-selector=kubernetes.io/os=linux",
                "--kubelet-insecure-tls=true",
                "--tls-cert-file=" + file,
                "--tls-private-key-file=" + file,
                "--client-ca-file=" + file,
                "--requestheader-client-ca-file=" + file,
                "--requestheader-allowed-names=front-proxy-client,aggregator",
                "--authentication-skip-lookup",
                "--authentication-token-webhook-cache-ttl=30s",
                "--authorization-webhook-cache-authorized-ttl=1m",
                "--authorization-webhook-cache-unauthorized-ttl=5s",
                "--authorization-always-allow-paths=/livez",
                "--start-patience=10s",
                "--shutdown-delay-duration=20s",
                "--service-name=metrics-server",
                "--namespace=kube-system",
                "--cert-secret=other");

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.value().service().serving().host()).isEqualTo("10.0.0.5");
        assertThat(parsed.value().service().serving().port()).isEqualTo(4443);
        assertThat(parsed.value().service().kubelet().insecureTls()).isTrue();
        assertThat(parsed.value().cluster().orElseThrow())
                .isEqualTo(new ClusterConfig(
                        ApiServerConfig.ofKubeconfig(file),
                        new DiscoveryConfig(
                                DiscoveryConfig.DEFAULT_ADDRESS_TYPES, 10_255, false, "kubernetes.io/os=linux"),
                        new AccessConfig(
                                false,
                                false,
                                Optional.of(file),
                                Optional.of(new AccessConfig.FrontProxy(
                                        file,
                                        List.of("front-proxy-client", "aggregator"),
                                        List.of("x-remote-user"),
                                        List.of("x-remote-group"),
                                        List.of("x-remote-extra-"),
                                        List.of())),
                                Duration.ofSeconds(30),
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(5),
                                List.of("/livez")),
                        new CertificateConfig(
                                Optional.of(new CertificateConfig.Files(file, file)),
                                "kube-system",
                                List.of("metrics-server"),
                                "other",
                                true),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20)));
    }

    @Test
    void takesACertificateThatLiesInTheGivenDirectory() throws IOException {
        Path certificate = Files.writeString(folder.resolve("apiserver.crt"), "x");
        Path key = Files.writeString(folder.resolve("apiserver.key"), "x");

        CertificateConfig certificates =
                parse("--cert-dir=" + folder).value().cluster().orElseThrow().certificates();

        assertThat(certificates.files()).contains(new CertificateConfig.Files(certificate, key));
    }

    @Test
    void reportsEveryProblemAtOnce() {
        ParseResult<Serve> parsed = parse(
                "--listen=127.0.0.1:1",
                "--secure-port=99999",
                "--kubelet-preferred-address-types=InternalIp",
                "--tls-cert-file=" + folder.resolve("none"),
                "--authorization-kubeconfig=/other");

        assertThat(parsed.problems())
                .extracting(ConfigProblem::flag)
                .containsExactlyInAnyOrder(
                        "--listen",
                        "--authentication-kubeconfig or --authorization-kubeconfig",
                        "--kubelet-preferred-address-types",
                        "--tls-cert-file",
                        "--tls-private-key-file",
                        "--secure-port");
    }

    @ParameterizedTest
    @CsvSource({
        "--profiling, ''",
        "-v=2, ''",
        "--v 4, ''",
        "--audit-log-path=/x, --audit-log-path has no effect: requests are not audited here",
        "--tls-min-version=VersionTLS12, --tls-min-version has no effect: TLS 1.2 and 1.3",
        "--deprecated-kubelet-completely-insecure, --deprecated-kubelet-completely-insecure has no effect: kubelets",
    })
    void leavesOutFlagsThatMeanNothingHereAndSaysWhatIsMissed(String flags, String warning) {
        List<String> warnings = new ArrayList<>();
        List<String> given = new ArrayList<>(List.of(flags.split(" ", -1)));
        given.add("--secure-port=1");

        List<String> left = ServeFlags.withoutForeignFlags(given, warnings);

        assertThat(left).containsExactly("--secure-port=1");
        if (!warning.isEmpty()) {
            assertThat(warnings).singleElement().asString().startsWith(warning);
        }
    }

    private static ParseResult<Serve> parse(String... flags) {
        Command command = new Command();
        new CommandLine(command).parseArgs(flags);
        return command.flags.parse(POD);
    }

    @CommandLine.Command
    private static final class Command {
        @CommandLine.Mixin
        private final ServeFlags flags = new ServeFlags();
    }
}
