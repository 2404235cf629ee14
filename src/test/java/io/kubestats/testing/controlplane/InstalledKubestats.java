package io.kubestats.testing.controlplane;

import io.kubestats.testing.KubestatsProcess;
import io.kubestats.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Kubestats as installed by deploy/kubestats.yaml, with its own account and no other rights, but as a process on
 * loopback that the API server reaches by a Service of type ExternalName.
 */
public final class InstalledKubestats implements AutoCloseable {
    private final ControlPlane plane;
    private final KubestatsProcess process;
    private final int port;

    private InstalledKubestats(ControlPlane plane, KubestatsProcess process, int port) {
        this.plane = plane;
        this.process = process;
        this.port = port;
    }

    /** Installs and starts Kubestats with a resolution of two seconds. */
    public static InstalledKubestats start(ControlPlane plane, Path folder, String... flags)
            throws IOException, InterruptedException {
        return start(plane, folder, 2, flags);
    }

    /**
     * Installs and starts Kubestats.
     *
     * @param resolution period of the fast lane in seconds, half of that of the full one; a scrape may take two thirds
     */
    public static InstalledKubestats start(ControlPlane plane, Path folder, int resolution, String... flags)
            throws IOException, InterruptedException {
        int port = Program.freePort();
        install(plane, port);
        Path kubeconfig = plane.serviceAccountKubeconfig("kube-system", "kubestats");
        List<String> arguments = new ArrayList<>(List.of(
                "serve",
                "--kubeconfig=" + kubeconfig,
                "--kubelet-token-file=" + plane.file("kubestats.token"),
                "--kubelet-certificate-authority=" + plane.file("ca.crt"),
                "--kubelet-use-node-status-port",
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--shutdown-delay-duration=0s",
                "--metric-resolution=" + resolution + "s",
                "--full-resolution=" + 2 * resolution + "s"));
        arguments.addAll(List.of(flags));
        return new InstalledKubestats(plane, KubestatsProcess.start(folder, Map.of(), arguments), port);
    }

    /** Returns the address for direct requests. */
    public String address() {
        return "https://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public KubestatsProcess process() {
        return process;
    }

    /** Returns whether both APIServices are available. */
    public boolean isAvailable() throws IOException, InterruptedException {
        String conditions = plane.kubectl(
                "get",
                "apiservices",
                "v1beta1.metrics.k8s.io",
                "v1.metrics.k8s.io",
                "-o",
                "jsonpath={.items[*].status.conditions[?(@.type==\"Available\")].status}");
        return conditions.equals("True True");
    }

    /** Stops the process and removes its objects from the cluster. */
    @Override
    public void close() {
        process.close();
        try {
            plane.kubectl("delete", "apiservices", "v1beta1.metrics.k8s.io", "v1.metrics.k8s.io", "--ignore-not-found");
            plane.kubectl("delete", "secret", "kubestats-serving-cert", "-n", "kube-system", "--ignore-not-found");
        } catch (IOException | RuntimeException e) {
            // The API server may be stopped on purpose.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void install(ControlPlane plane, int port) throws IOException, InterruptedException {
        plane.kubectl("delete", "service", "kubestats", "-n", "kube-system", "--ignore-not-found");
        plane.apply(Files.readString(Path.of("deploy", "kubestats.yaml")));
        plane.kubectl("delete", "service", "kubestats", "-n", "kube-system");
        plane.kubectl("delete", "deployment", "kubestats", "-n", "kube-system");
        LoopbackService service = new LoopbackService("kubestats", port);
        service.create(plane);
        service.leadThere(plane, "v1beta1");
        service.leadThere(plane, "v1");
    }
}
