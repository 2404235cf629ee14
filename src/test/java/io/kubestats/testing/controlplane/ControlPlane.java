package io.kubestats.testing.controlplane;

import static org.awaitility.Awaitility.await;

import io.kubestats.testing.Programs.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real API server with its aggregation layer, on loopback, configured as by stock kubeadm: one authority for clients,
 * another for the front proxy.
 */
public final class ControlPlane implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Servers servers;
    private final Path folder;
    private final Authority cluster = new Authority("kubernetes");
    private final Authority frontProxy = new Authority("front-proxy-ca");

    private ControlPlane(Servers servers, Path folder) {
        this.servers = servers;
        this.folder = folder;
    }

    /** Starts a control plane and waits until it is ready. */
    static ControlPlane start(Servers servers) throws IOException {
        Path memory = Path.of("/dev/shm");
        Path folder = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "kubestats-test")
                : Files.createTempDirectory("kubestats-test");
        ControlPlane plane = new ControlPlane(servers, folder);
        Runtime.getRuntime().addShutdownHook(new Thread(plane::close));
        plane.writeFiles();
        servers.start(folder);
        plane.startApiServer();
        return plane;
    }

    /** Returns the address. */
    public String address() {
        return servers.address();
    }

    /** Returns the authority of clients, servers and kubelets. */
    public Authority cluster() {
        return cluster;
    }

    /** Returns the authority of the front proxy's certificate. */
    public Authority frontProxy() {
        return frontProxy;
    }

    /** Returns one of its files: {@code ca.crt}, {@code admin.conf} and so on. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** Returns the API server's log so far. */
    public String apiServerLog() {
        try {
            return servers.apiServerLog();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a kubeconfig with a client certificate. */
    public Path kubeconfig(String name, String... groups) {
        StringBuilder subject = new StringBuilder("CN=" + name);
        for (String group : groups) {
            subject.append(",O=").append(group);
        }
        Authority.Identity identity = cluster.issue(subject.toString());
        String file = name.replace(':', '-');
        try {
            Path certificate = identity.write(folder, file);
            return writeKubeconfig(
                    file, "client-certificate: " + certificate + ", client-key: " + folder.resolve(file + ".key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a kubeconfig with a new token of a service account. */
    public Path serviceAccountKubeconfig(String namespace, String account) throws IOException, InterruptedException {
        String token = kubectl("create", "token", account, "-n", namespace, "--duration=1h")
                .strip();
        Files.writeString(folder.resolve(account + ".token"), token);
        return writeKubeconfig(account, "token: " + token);
    }

    /** Runs the kubectl of the same version as an administrator, and returns its output. */
    public String kubectl(String... arguments) throws IOException, InterruptedException {
        Answer answer = kubectlAs(file("admin.conf"), arguments);
        if (answer.exitCode() != 0) {
            throw new IllegalStateException("kubectl " + String.join(" ", arguments) + ": " + answer.said());
        }
        return answer.said();
    }

    /** Runs kubectl with another kubeconfig. */
    public Answer kubectlAs(Path kubeconfig, String... arguments) throws IOException, InterruptedException {
        return run(servers.kubectl(), "", kubeconfig, arguments);
    }

    /** Runs another kubectl. */
    public Answer run(String kubectl, String input, Path kubeconfig, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                kubectl, "--kubeconfig=" + kubeconfig, "--cache-dir=" + folder.resolve("cache-" + kubectl.hashCode())));
        command.addAll(List.of(arguments));
        return io.kubestats.testing.Programs.run(Files.createTempDirectory(folder, "run"), input, LONG, command);
    }

    /** Creates or changes the objects in YAML or JSON. */
    public void apply(String manifest) throws IOException, InterruptedException {
        Answer answer = run(servers.kubectl(), manifest, file("admin.conf"), "apply", "--validate=false", "-f", "-");
        if (answer.exitCode() != 0) {
            throw new IllegalStateException(answer.said());
        }
    }

    /** Stops the API server; its data stays. */
    public void stopApiServer() {
        servers.stopApiServer();
    }

    /** Starts the API server and waits until it is ready. */
    public void startApiServer() throws IOException {
        servers.startApiServer();
        await().atMost(LONG).pollInterval(Duration.ofMillis(100)).until(() -> {
            servers.endOfApiServer().ifPresent(log -> {
                throw new IllegalStateException("kube-apiserver ended: " + log);
            });
            return kubectlAs(file("admin.conf"), "get", "--raw", "/readyz").exitCode() == 0;
        });
    }

    /** Starts a metrics-server 0.9 on loopback; empty if dev/assets has built none. */
    public Optional<AutoCloseable> startMetricsServer(int atPort) throws IOException {
        Optional<Path> program = servers.metricsServer();
        return program.isPresent()
                ? Optional.of(Daemon.start(
                        file("metrics-server.log"),
                        List.of(
                                program.get().toString(),
                                "--kubeconfig=" + file("admin.conf"),
                                "--authentication-kubeconfig=" + file("admin.conf"),
                                "--authorization-kubeconfig=" + file("admin.conf"),
                                "--kubelet-insecure-tls",
                                "--kubelet-use-node-status-port",
                                "--kubelet-preferred-address-types=InternalIP",
                                "--kubelet-request-timeout=8s",
                                "--metric-resolution=10s",
                                "--cert-dir=" + file("metrics-server"),
                                "--bind-address=127.0.0.1",
                                "--secure-port=" + atPort)))
                : Optional.empty();
    }

    /** Starts the controllers that scale workloads, unless they run. */
    public void startControllers() throws IOException {
        servers.startControllers();
    }

    @Override
    public void close() {
        servers.close();
        try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // A terminating program wrote again; leftovers stay in a temporary folder.
        }
    }

    private void writeFiles() throws IOException {
        cluster.identity().write(folder, "ca");
        frontProxy.identity().write(folder, "front-proxy-ca");
        cluster.issue("CN=kube-apiserver", "localhost", "127.0.0.1", "10.96.0.1", "kubernetes.default.svc")
                .write(folder, "apiserver");
        cluster.issue("CN=kube-apiserver-kubelet-client,O=system:masters").write(folder, "kubelet-client");
        frontProxy.issue("CN=front-proxy-client").write(folder, "front-proxy-client");
        cluster.issue("CN=sa").write(folder, "sa");
        Path admin = kubeconfig("admin", "system:masters");
        Files.copy(admin, file("admin.conf"));
    }

    private Path writeKubeconfig(String name, String user) throws IOException {
        return Files.writeString(folder.resolve(name + ".kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts: [{name: test, context: {cluster: test, user: test}}]
                clusters: [{name: test, cluster: {server: "%s", certificate-authority: %s}}]
                users: [{name: test, user: {%s}}]
                """.formatted(address(), file("ca.crt"), user));
    }
}
