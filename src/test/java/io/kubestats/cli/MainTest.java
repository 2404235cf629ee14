package io.kubestats.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    Path folder;

    @Test
    void saysWhatItCanDoWithoutArguments() {
        Ran ran = run();

        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("demo", "serve", "Try it without a cluster:");
    }

    @Test
    void printsItsVersion() {
        Ran ran = run("--version");

        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).matches("kubestats \\d+\\.\\d+\\.\\d+\\R");
    }

    @Test
    void explainsEachFlagOfServe() {
        Ran ran = run("serve", "--help");

        assertThat(ran.exit()).isZero();
        assertThat(ran.out().replaceAll("\\s+", " "))
                .contains("--target=NAME=URL", "--target-file=FILE", "--kubelet-insecure-tls", "--listen=HOST:PORT")
                .contains("--kubeconfig=FILE", "--secure-port=PORT", "Default: 15s.");
    }

    @Test
    void namesAnUnknownFlagAndTheOneThatWasMeant() {
        Ran ran = run("serve", "--targt=a=http://127.0.0.1:1");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .startsWith("kubestats serve: unknown: --targt=a=http://127.0.0.1:1")
                .contains("--target");
        assertThat(ran.err()).endsWith("See kubestats serve --help\n");
    }

    @Test
    void namesAnUnknownCommand() {
        Ran ran = run("sevre");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("unknown: sevre").contains("serve");
    }

    @Test
    void reportsEveryProblemOfTheFlagsAndOfTheTargets() {
        Ran ran = run(
                "serve",
                "--target=a=ftp://127.0.0.1",
                "--target=nonsense",
                "--metric-resolution=soon",
                "--metrics-opt-in=kubestats_nothing",
                "--listen=nowhere");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err().lines())
                .hasSize(6)
                .anySatisfy(line -> assertThat(line).contains("--metrics-opt-in \"kubestats_nothing\""))
                .anySatisfy(line -> assertThat(line).contains("--metric-resolution \"soon\""))
                .anySatisfy(line -> assertThat(line).contains("--listen \"nowhere\""))
                .anySatisfy(line -> assertThat(line).contains("ftp"))
                .anySatisfy(line -> assertThat(line).contains("nonsense"));
    }

    @Test
    void reportsExpressionsThatWouldChangeNothing() {
        Ran ran = run(
                "demo",
                "--metrics-allow=kubestats_pod_.*,pod,kubestats_pod_memory_page_faults_total",
                "--metrics-deny=node_.*",
                "--compat=resource,openmetrics");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err().lines())
                .hasSize(5)
                .anySatisfy(
                        line -> assertThat(line).contains("--compat \"openmetrics\": there are cadvisor and resource"))
                .anySatisfy(line -> assertThat(line).contains("--metrics-allow \"pod\": matches no family"))
                .anySatisfy(line -> assertThat(line)
                        .contains("page_faults_total\": matches only families that are off; see --metrics-opt-in"))
                .anySatisfy(line -> assertThat(line).contains("--metrics-deny \"node_.*\": matches no family"));
    }

    @Test
    void refusesAScenarioThatThereIsNot() {
        Ran ran = run("demo", "--scenario=pressure,fire");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .startsWith("kubestats demo: --scenario \"fire\": must be one of kubelet-down, disk-filling, ");
    }

    @Test
    void refusesADemoThatIsTooLarge() {
        Ran ran = run("demo", "--nodes=1001", "--pods-per-node=x");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).isEqualTo("""
                        kubestats demo: --nodes "1001": must be between 1 and 1000
                        kubestats demo: --pods-per-node "x": not a whole number between 9 and 500
                        See kubestats demo --help
                        """);
    }

    @Test
    void saysInOneLineThatTheKubeconfigCannotBeWritten() {
        Path nowhere = folder.resolve("none").resolve("demo.kubeconfig");

        Ran ran = run("demo", "--nodes=1", "--listen=127.0.0.1:0", "--kubeconfig-out=" + nowhere);

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).isEqualTo("kubestats demo: cannot write " + nowhere + ": no such directory\n");
    }

    @Test
    void saysInOneLineThatACertificateFileIsNoCertificate() throws IOException {
        Path file = Files.writeString(folder.resolve("ca.pem"), "no certificate");

        Ran ran = run(
                "serve",
                "--target=a=https://127.0.0.1:1",
                "--listen=127.0.0.1:0",
                "--kubelet-certificate-authority=" + file);

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err().lines()).hasSize(1);
        assertThat(ran.err()).contains("--kubelet-certificate-authority", file.toString());
    }

    private static Ran run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
        return new Ran(exit, out.toString(), err.toString());
    }

    private record Ran(int exit, String out, String err) {}
}
