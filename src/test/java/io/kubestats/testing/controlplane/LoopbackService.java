package io.kubestats.testing.controlplane;

import java.io.IOException;

/** A Service in kube-system that leads the API server to a port of this machine. */
public record LoopbackService(String name, int port) {
    /** Creates or changes it; one of another type has to be deleted first. */
    public void create(ControlPlane plane) throws IOException, InterruptedException {
        plane.apply("""
                {"apiVersion":"v1","kind":"Service","metadata":{"name":"%s","namespace":"kube-system"},
                 "spec":{"type":"ExternalName","externalName":"localhost","ports":[{"name":"https","port":%d}]}}
                """.formatted(name, port));
    }

    /** Makes the APIService of a version of the Metrics API lead to it. */
    public void leadThere(ControlPlane plane, String version) throws IOException, InterruptedException {
        plane.kubectl(
                "patch",
                "apiservice",
                version + ".metrics.k8s.io",
                "--type=merge",
                "-p",
                "{\"spec\":{\"service\":{\"name\":\"" + name + "\",\"namespace\":\"kube-system\",\"port\":" + port
                        + "}}}");
    }
}
