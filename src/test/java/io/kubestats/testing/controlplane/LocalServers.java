package io.kubestats.testing.controlplane;

import io.kubestats.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** etcd, kube-apiserver and kube-controller-manager as programs of this machine, on loopback. */
final class LocalServers implements Servers {
    private final Path programs;
    private final int etcdPort = Program.freePort();
    private final int etcdPeerPort = Program.freePort();
    private final int port = Program.freePort();
    private Path folder = Path.of("");
    private Optional<Daemon> etcd = Optional.empty();
    private Optional<Daemon> apiServer = Optional.empty();
    private Optional<Daemon> controllers = Optional.empty();

    LocalServers(Path programs) {
        this.programs = programs;
    }

    @Override
    public void start(Path files) throws IOException {
        folder = files;
        String clients = "http://127.0.0.1:" + etcdPort;
        String peers = "http://127.0.0.1:" + etcdPeerPort;
        etcd = Optional.of(Daemon.start(
                folder.resolve("etcd.log"),
                List.of(
                        program("etcd"),
                        "--data-dir=" + folder.resolve("etcd"),
                        "--unsafe-no-fsync",
                        "--listen-client-urls=" + clients,
                        "--advertise-client-urls=" + clients,
                        "--listen-peer-urls=" + peers,
                        "--initial-advertise-peer-urls=" + peers,
                        "--initial-cluster=default=" + peers)));
    }

    @Override
    public String address() {
        return "https://127.0.0.1:" + port;
    }

    @Override
    public void startApiServer() throws IOException {
        apiServer = Optional.of(Daemon.start(folder.resolve("apiserver.log"), apiServerCommand()));
    }

    @Override
    public void stopApiServer() {
        apiServer.ifPresent(Daemon::close);
        apiServer = Optional.empty();
    }

    @Override
    public Optional<String> endOfApiServer() throws IOException {
        return apiServer.isPresent() && !apiServer.get().isAlive()
                ? Optional.of(apiServer.get().log())
                : Optional.empty();
    }

    @Override
    public String apiServerLog() throws IOException {
        return Files.readString(folder.resolve("apiserver.log"));
    }

    @Override
    public void startControllers() throws IOException {
        if (controllers.isEmpty()) {
            controllers = Optional.of(Daemon.start(
                    folder.resolve("controllers.log"),
                    List.of(
                            program("kube-controller-manager"),
                            "--kubeconfig=" + folder.resolve("admin.conf"),
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
    public Optional<Path> metricsServer() {
        return Optional.of(programs.resolve("metrics-server")).filter(Files::isExecutable);
    }

    @Override
    public String kubectl() {
        return program("kubectl");
    }

    @Override
    public void close() {
        controllers.ifPresent(Daemon::close);
        controllers = Optional.empty();
        stopApiServer();
        etcd.ifPresent(Daemon::close);
        etcd = Optional.empty();
    }

    private String program(String name) {
        return programs.resolve(name).toString();
    }

    private List<String> apiServerCommand() {
        return List.of(
                program("kube-apiserver"),
                "--etcd-servers=http://127.0.0.1:" + etcdPort,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + port,
                "--endpoint-reconciler-type=none",
                "--service-cluster-ip-range=10.96.0.0/16",
                "--authorization-mode=Node,RBAC",
                "--disable-admission-plugins=ServiceAccount,TaintNodesByCondition",
                "--enable-aggregator-routing=false",
                "--client-ca-file=" + folder.resolve("ca.crt"),
                "--tls-cert-file=" + folder.resolve("apiserver.crt"),
                "--tls-private-key-file=" + folder.resolve("apiserver.key"),
                "--kubelet-client-certificate=" + folder.resolve("kubelet-client.crt"),
                "--kubelet-client-key=" + folder.resolve("kubelet-client.key"),
                "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
                "--service-account-key-file=" + folder.resolve("sa.crt"),
                "--service-account-signing-key-file=" + folder.resolve("sa.key"),
                "--requestheader-client-ca-file=" + folder.resolve("front-proxy-ca.crt"),
                "--requestheader-allowed-names=front-proxy-client",
                "--requestheader-extra-headers-prefix=X-Remote-Extra-",
                "--requestheader-group-headers=X-Remote-Group",
                "--requestheader-username-headers=X-Remote-User",
                "--proxy-client-cert-file=" + folder.resolve("front-proxy-client.crt"),
                "--proxy-client-key-file=" + folder.resolve("front-proxy-client.key"));
    }
}
