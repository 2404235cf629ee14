package io.kubestats.testing.controlplane;

import static org.awaitility.Awaitility.await;

import io.kubestats.testing.Programs.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real etcd and kube-apiserver with its aggregation layer, on loopback, as stock kubeadm sets them up: one authority
 * for clients, another for the front proxy.
 */
public final class ControlPlane implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Path programs;
    private final Path folder;
    private final Authority cluster = new Authority("kubernetes");
    private final Authority frontProxy = new Authority("front-proxy-ca");
    private final int etcdPort = freePort();
    private final int etcdPeerPort = freePort();
    private final int port = freePort();
    private final List<Daemon> daemons = new ArrayList<>();
    private Optional<Daemon> apiServer = Optional.empty();
    private Optional<Daemon> controllers = Optional.empty();

    private ControlPlane(Path programs, Path folder) {
        this.programs = programs;
        this.folder = folder;
    }

    /** Starts one and waits until it is ready. */
    static ControlPlane start(Path programs) throws IOException {
        Path memory = Path.of("/dev/shm");
        Path folder = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "kubestats-test")
                : Files.createTempDirectory("kubestats-test");
        ControlPlane plane = new ControlPlane(programs, folder);
        Runtime.getRuntime().addShutdownHook(new Thread(plane::close));
        plane.writeFiles();
        plane.startEtcd();
        plane.startApiServer();
        return plane;
    }

    /** Where it is. */
    public String address() {
        return "https://127.0.0.1:" + port;
    }

    /** The authority of clients, servers and kubelets. */
    public Authority cluster() {
        return cluster;
    }

    /** The authority of the front proxy's certificate. */
    public Authority frontProxy() {
        return frontProxy;
    }

    /** A file of its own: {@code ca.crt}, {@code admin.conf} and so on. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** What the API server said so far. */
    public String apiServerLog() {
        try {
            return Files.readString(file("apiserver.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A kubeconfig for somebody with a client certificate. */
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

    /** A token of a service account, and a kubeconfig with it. */
    public Path serviceAccountKubeconfig(String namespace, String account) throws IOException, InterruptedException {
        String token = kubectl("create", "token", account, "-n", namespace, "--duration=1h")
                .strip();
        Files.writeString(folder.resolve(account + ".token"), token);
        return writeKubeconfig(account, "token: " + token);
    }

    /** Runs the kubectl of the same version as an administrator; what it prints. */
    public String kubectl(String... arguments) throws IOException, InterruptedException {
        Answer answer = kubectlAs(file("admin.conf"), arguments);
        if (answer.exitCode() != 0) {
            throw new IllegalStateException("kubectl " + String.join(" ", arguments) + ": " + answer.said());
        }
        return answer.said();
    }

    /** Runs kubectl with another kubeconfig. */
    public Answer kubectlAs(Path kubeconfig, String... arguments) throws IOException, InterruptedException {
        return run(programs.resolve("kubectl").toString(), "", kubeconfig, arguments);
    }

    /** Runs another kubectl. */
    public Answer run(String kubectl, String input, Path kubeconfig, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                kubectl, "--kubeconfig=" + kubeconfig, "--cache-dir=" + folder.resolve("cache-" + kubectl.hashCode())));
        command.addAll(List.of(arguments));
        return io.kubestats.testing.Programs.run(Files.createTempDirectory(folder, "run"), input, LONG, command);
    }

    /** Creates or changes what the YAML or JSON says. */
    public void apply(String manifest) throws IOException, InterruptedException {
        Answer answer = run(
                programs.resolve("kubectl").toString(),
                manifest,
                file("admin.conf"),
                "apply",
                "--validate=false",
                "-f",
                "-");
        if (answer.exitCode() != 0) {
            throw new IllegalStateException(answer.said());
        }
    }

    /** Ends the API server; etcd goes on. */
    public void stopApiServer() {
        apiServer.ifPresent(Daemon::close);
        apiServer = Optional.empty();
    }

    /** Starts the API server, again or for the first time, and waits until it is ready. */
    public void startApiServer() throws IOException {
        Daemon started = Daemon.start(file("apiserver.log"), apiServerCommand());
        apiServer = Optional.of(started);
        await().atMost(LONG).pollInterval(Duration.ofMillis(100)).until(() -> {
            if (!started.isAlive()) {
                throw new IllegalStateException("kube-apiserver ended: " + started.log());
            }
            return kubectlAs(file("admin.conf"), "get", "--raw", "/readyz").exitCode() == 0;
        });
    }

    /** Starts a metrics-server 0.9 on loopback; empty where dev/assets has built none. */
    public Optional<AutoCloseable> startMetricsServer(int atPort) throws IOException {
        Path program = programs.resolve("metrics-server");
        return Files.isExecutable(program)
                ? Optional.of(Daemon.start(
                        file("metrics-server.log"),
                        List.of(
                                program.toString(),
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
        if (controllers.isEmpty()) {
            controllers = Optional.of(Daemon.start(
                    file("controllers.log"),
                    List.of(
                            programs.resolve("kube-controller-manager").toString(),
                            "--kubeconfig=" + file("admin.conf"),
                            "--controllers=horizontal-pod-autoscaler-controller,replicaset-controller,"
                                    + "deployment-controller",
                            "--leader-elect=false",
                            "--horizontal-pod-autoscaler-sync-period=1s",
                            "--horizontal-pod-autoscaler-downscale-stabilization=1s",
                            "--horizontal-pod-autoscaler-initial-readiness-delay=1s",
                            "--horizontal-pod-autoscaler-cpu-initialization-period=1s",
                            "--secure-port=0")));
        }
    }

    @Override
    public void close() {
        controllers.ifPresent(Daemon::close);
        controllers = Optional.empty();
        stopApiServer();
        daemons.forEach(Daemon::close);
        daemons.clear();
        try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // A program that ends wrote once more; what is left lies in a folder for temporary files.
        }
    }

    private void writeFiles() throws IOException {
        Files.writeString(file("ca.crt"), cluster.pem());
        Files.writeString(file("front-proxy-ca.crt"), frontProxy.pem());
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

    private void startEtcd() throws IOException {
        String clients = "http://127.0.0.1:" + etcdPort;
        String peers = "http://127.0.0.1:" + etcdPeerPort;
        daemons.add(Daemon.start(
                file("etcd.log"),
                List.of(
                        programs.resolve("etcd").toString(),
                        "--data-dir=" + file("etcd"),
                        "--unsafe-no-fsync",
                        "--listen-client-urls=" + clients,
                        "--advertise-client-urls=" + clients,
                        "--listen-peer-urls=" + peers,
                        "--initial-advertise-peer-urls=" + peers,
                        "--initial-cluster=default=" + peers)));
    }

    private List<String> apiServerCommand() {
        return List.of(
                programs.resolve("kube-apiserver").toString(),
                "--etcd-servers=http://127.0.0.1:" + etcdPort,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + port,
                "--endpoint-reconciler-type=none",
                "--service-cluster-ip-range=10.96.0.0/16",
                "--authorization-mode=Node,RBAC",
                "--disable-admission-plugins=ServiceAccount,TaintNodesByCondition",
                "--enable-aggregator-routing=false",
                "--client-ca-file=" + file("ca.crt"),
                "--tls-cert-file=" + file("apiserver.crt"),
                "--tls-private-key-file=" + file("apiserver.key"),
                "--kubelet-client-certificate=" + file("kubelet-client.crt"),
                "--kubelet-client-key=" + file("kubelet-client.key"),
                "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
                "--service-account-key-file=" + file("sa.crt"),
                "--service-account-signing-key-file=" + file("sa.key"),
                "--requestheader-client-ca-file=" + file("front-proxy-ca.crt"),
                "--requestheader-allowed-names=front-proxy-client",
                "--requestheader-extra-headers-prefix=X-Remote-Extra-",
                "--requestheader-group-headers=X-Remote-Group",
                "--requestheader-username-headers=X-Remote-User",
                "--proxy-client-cert-file=" + file("front-proxy-client.crt"),
                "--proxy-client-key-file=" + file("front-proxy-client.key"));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
