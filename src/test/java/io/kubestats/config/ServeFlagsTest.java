package io.kubestats.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.config.ServeFlags.Serve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ServeFlagsTest {
    private static final String TARGET = "--target=a=http://127.0.0.1:1";

    @TempDir
    Path folder;

    @Test
    void listensOnLoopbackAndScrapesEveryFifteenSecondsWithoutFlags() {
        ParseResult<Serve> parsed = parse(TARGET);

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.value().service())
                .isEqualTo(new ServiceConfig(
                        ScrapeConfig.defaults(),
                        KubeletConfig.defaults(),
                        ServingConfig.defaults(),
                        MetricsConfig.defaults()));
        assertThat(parsed.value().targets()).containsExactly("a=http://127.0.0.1:1");
    }

    @Test
    void refusesLabelsOfObjectsWhereNobodyKnowsObjects() {
        assertThat(parse(TARGET, "--metric-labels=pods=[app]", "--metric-annotations=pod=[x]")
                        .problems())
                .extracting(ConfigProblem::toString)
                .containsExactly(
                        "--metric-annotations \"pod=[x]\": no such objects: \"pod\"; there are nodes, pods, namespaces,"
                                + " and * for all of them",
                        "--metric-labels or --metric-annotations: has no effect with --target: no API server is asked"
                                + " for objects");
    }

    @Test
    void knowsTwoKindsOfTimesOfSamples() {
        assertThat(parse(TARGET, "--exposition-timestamps=none").problems()).isEmpty();
        assertThat(parse(TARGET, "--exposition-timestamps=scrape").problems())
                .extracting(ConfigProblem::toString)
                .containsExactly("--exposition-timestamps \"scrape\": must be none or source");
    }

    @Test
    void takesEachFlag() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        ParseResult<Serve> parsed = parse(
                TARGET,
                "--target=b=https://[::1]:2",
                "--target-file=" + file,
                "--listen=[::1]:9000",
                "--metric-resolution=30s",
                "--full-resolution=2m",
                "--kubelet-request-timeout=500ms",
                "--max-sample-age=2m30s",
                "--max-concurrent-scrapes=7",
                "--max-requests-inflight=9",
                "--request-timeout=30s",
                "--shutdown-grace=3s",
                "--metrics-opt-in=one,two",
                "--metrics-opt-in=three",
                "--metrics-no-pressure",
                "--metrics-allow=a.*,b",
                "--metrics-deny=c",
                "--metrics-namespaces-allow=shop",
                "--metrics-namespaces-deny=kube-.*,test",
                "--max-series=17",
                "--compat=cadvisor,resource",
                "--exposition-timestamps=source",
                "--exposition-created",
                "--kubelet-certificate-authority=" + file,
                "--kubelet-token-file=" + file,
                "--kubelet-client-certificate=" + file,
                "--kubelet-client-key=" + file,
                "--kubelet-max-body-bytes=100000");

        assertThat(parsed.problems()).isEmpty();
        Serve serve = parsed.value();
        assertThat(serve.targets()).hasSize(2);
        assertThat(serve.targetFile()).contains(file);
        assertThat(serve.service().scrape())
                .isEqualTo(new ScrapeConfig(
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(2),
                        Duration.ofMillis(500),
                        7,
                        Duration.ofSeconds(150)));
        assertThat(serve.service().serving())
                .isEqualTo(new ServingConfig("::1", 9000, 9, Duration.ofSeconds(30), Duration.ofSeconds(3)));
        assertThat(serve.service().metrics())
                .isEqualTo(new MetricsConfig(
                        new FamilyChoice(
                                List.of("one", "two", "three"),
                                true,
                                new NameChoice(List.of("a.*", "b"), List.of("c"))),
                        new NameChoice(List.of("shop"), List.of("kube-.*", "test")),
                        17,
                        List.of("cadvisor", "resource"),
                        MetadataChoice.NONE,
                        new SampleTimes(true, true)));
        KubeletConfig kubelet = serve.service().kubelet();
        assertThat(kubelet.certificateAuthority()).contains(file);
        assertThat(kubelet.tokenFile()).contains(file);
        assertThat(kubelet.clientCertificate()).contains(file);
        assertThat(kubelet.clientKey()).contains(file);
        assertThat(kubelet.maxBodyBytes()).isEqualTo(100_000);
    }

    @Test
    void reportsEveryProblemAtOnce() {
        ParseResult<Serve> parsed = parse(
                TARGET,
                "--listen=8080",
                "--metric-resolution=PT15S",
                "--max-concurrent-scrapes=0",
                "--kubelet-token-file=" + folder.resolve("none"),
                "--kubelet-client-key=" + folder,
                "--kubelet-max-body-bytes=lots",
                "--metrics-allow=good,(bad",
                "--metrics-namespaces-deny=*",
                "--max-series=-1");

        assertThat(parsed.problems().stream().map(ConfigProblem::toString))
                .containsExactly(
                        "--metric-resolution \"PT15S\": not a duration; write for example 15s or 1m30s",
                        "--max-concurrent-scrapes \"0\": must be between 1 and 10000",
                        "--listen \"8080\": not HOST:PORT; write for example 127.0.0.1:8080",
                        "--kubelet-token-file \"" + folder.resolve("none") + "\": no such file",
                        "--kubelet-client-key \"" + folder + "\": is a directory, not a file",
                        "--kubelet-client-certificate: is needed too: a client certificate and its key go together",
                        "--kubelet-max-body-bytes \"lots\": not a whole number between 65536 and 1073741824",
                        "--metrics-allow \"(bad\": not a regular expression: Unclosed group",
                        "--metrics-namespaces-deny \"*\": not a regular expression: Dangling meta character '*'",
                        "--max-series \"-1\": must be between 0 and 2147483647");
    }

    @Test
    void keepsTheTimeoutWithinAShortResolution() {
        ParseResult<Serve> parsed = parse(TARGET, "--metric-resolution=3s");

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.value().service().scrape().timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(parsed.value().service().scrape().maxSampleAge()).isEqualTo(Duration.ofSeconds(66));
    }

    /** Full responses are fetched in slots of the fast lane and may each be as late as the deadline. */
    @ParameterizedTest
    @CsvSource({
        "--metric-resolution=1s, ''",
        "--metric-resolution=7s, ''",
        "--metric-resolution=10s, ''",
        "--metric-resolution=15s, ''",
        "--metric-resolution=1m, ''",
        "--metric-resolution=1h, ''",
        "--metric-resolution=7s, --full-resolution=30s",
        "--full-resolution=15s, ''",
        "--full-resolution=1h, ''",
        "--max-sample-age=30s, ''",
        "--max-sample-age=60s, ''",
        "--max-sample-age=2h, ''",
        "--max-sample-age=70s, --full-resolution=60s",
        "--kubelet-request-timeout=1s, --max-sample-age=61s"
    })
    void servesANodeOfWhichOnlyFullAnswersComeWithoutAGap(String flag, String other) {
        ParseResult<Serve> parsed = other.isEmpty() ? parse(TARGET, flag) : parse(TARGET, flag, other);

        assertThat(parsed.problems()).isEmpty();
        ScrapeConfig scrape = parsed.value().service().scrape();
        long slots = -Math.floorDiv(
                -scrape.fullResolution().toMillis(), scrape.metricResolution().toMillis());
        assertThat(scrape.maxSampleAge())
                .isGreaterThanOrEqualTo(
                        scrape.metricResolution().multipliedBy(slots).plus(scrape.timeout()));
    }

    @ParameterizedTest
    @CsvSource({
        "60s, 60s, 70s",
        "69s, 60s, 70s",
        "90s, 2m, 130s",
        "3m, 1h, 3610s",
    })
    void refusesSamplesThatAreTooOldBeforeTheNextFullAnswer(String age, String full, String least) {
        ParseResult<Serve> parsed = parse(TARGET, "--max-sample-age=" + age, "--full-resolution=" + full);

        assertThat(parsed.problems())
                .singleElement()
                .asString()
                .contains("--max-sample-age", "--full-resolution", "must be at least ");
        assertThat(parse(TARGET, "--max-sample-age=" + least, "--full-resolution=" + full)
                        .problems())
                .isEmpty();
    }

    @Test
    void shortensTheUsualFullResolutionForAGivenAge() {
        assertThat(parse(TARGET, "--max-sample-age=60s")
                        .value()
                        .service()
                        .scrape()
                        .fullResolution())
                .isEqualTo(Duration.ofSeconds(45));
    }

    @ParameterizedTest
    @CsvSource({
        "--kubelet-request-timeout=14s, must be at most 90 % of --metric-resolution",
        "--full-resolution=10s, must not be shorter than --metric-resolution",
        "--max-sample-age=soon, not a duration",
        "--max-sample-age=20s, must be at least 25s",
        "--max-sample-age=15s, must be longer than --metric-resolution",
        "--listen=::1:80, put an IPv6 address in brackets",
        "--listen=:80, has no host",
        "--listen=localhost:99999, the port must be a number between 0 and 65535",
        "--metric-resolution=0s, must be between 1s and 1h",
    })
    void refusesWhatCannotBe(String flag, String reason) {
        ParseResult<Serve> parsed = parse(TARGET, flag);

        assertThat(parsed.problems()).hasSize(1);
        assertThat(parsed.problems().get(0).reason()).contains(reason);
    }

    @Test
    void refusesInsecureTlsBesideAnAuthority() throws IOException {
        Path file = Files.writeString(folder.resolve("ca.pem"), "x");

        ParseResult<Serve> parsed = parse(TARGET, "--kubelet-insecure-tls", "--kubelet-certificate-authority=" + file);

        assertThat(parsed.problems()).singleElement().asString().contains("contradicts");
    }

    private static ParseResult<Serve> parse(String... flags) {
        Command command = new Command();
        new CommandLine(command).parseArgs(flags);
        return command.flags.parse(new PodEnvironment("", "", ""));
    }

    @CommandLine.Command
    private static final class Command {
        @CommandLine.Mixin
        private final ServeFlags flags = new ServeFlags();
    }
}
