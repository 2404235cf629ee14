package io.kubestats.testing.controlplane;

import io.kubestats.testing.Program;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * The servers of K3s in a container on the host's network, so that both sides reach each other on loopback. It is
 * started with the test's authorities; no pod runs there.
 */
final class ContainerServers implements Servers {
    private static final String IMAGE = "rancher/k3s:v1.33.1-k3s1";
    private static final String AUTHORITIES = "/var/lib/rancher/k3s/server/tls/";

    private final int port = Program.freePort();
    private final GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(IMAGE));

    @Override
    public void start(Path folder) {
        Map.of("server-ca", "ca", "client-ca", "ca", "request-header-ca", "front-proxy-ca")
                .forEach((theirs, ours) -> {
                    copy(folder.resolve(ours + ".crt"), theirs + ".crt");
                    copy(folder.resolve(ours + ".key"), theirs + ".key");
                });
        container
                .withNetworkMode("host")
                .withPrivilegedMode(true)
                .withTmpFs(Map.of("/run", "", "/var/run", ""))
                .waitingFor(Wait.forLogMessage(".*Kube API server is now running.*", 1));
        container.withCommand(
                "server",
                "--disable-agent",
                "--disable=coredns,local-storage,metrics-server,servicelb,traefik",
                "--https-listen-port=" + port,
                "--kube-apiserver-arg=disable-admission-plugins=ServiceAccount,TaintNodesByCondition",
                "--kube-controller-manager-arg=controllers=horizontal-pod-autoscaler-controller,"
                        + "replicaset-controller,deployment-controller",
                "--kube-controller-manager-arg=horizontal-pod-autoscaler-sync-period=1s",
                "--kube-controller-manager-arg=horizontal-pod-autoscaler-downscale-stabilization=1s",
                "--kube-controller-manager-arg=horizontal-pod-autoscaler-initial-readiness-delay=1s",
                "--kube-controller-manager-arg=horizontal-pod-autoscaler-cpu-initialization-period=1s");
    }

    @Override
    public String address() {
        return "https://127.0.0.1:" + port;
    }

    @Override
    public void startApiServer() {
        if (container.getContainerId() == null) {
            container.start();
        } else {
            container
                    .getDockerClient()
                    .startContainerCmd(container.getContainerId())
                    .exec();
        }
    }

    /** Stops all of K3s, which is one program; its data stays in the container. */
    @Override
    public void stopApiServer() {
        container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public Optional<String> endOfApiServer() {
        return container.isRunning() ? Optional.empty() : Optional.of(container.getLogs());
    }

    @Override
    public String apiServerLog() {
        return container.getLogs();
    }

    /** The controllers run with the API server. */
    @Override
    public void startControllers() {}

    @Override
    public Optional<Path> metricsServer() {
        return Optional.empty();
    }

    @Override
    public String kubectl() {
        return "kubectl";
    }

    @Override
    public void close() {
        container.stop();
    }

    private void copy(Path from, String to) {
        container.withCopyFileToContainer(MountableFile.forHostPath(from, 0600), AUTHORITIES + to);
    }
}
