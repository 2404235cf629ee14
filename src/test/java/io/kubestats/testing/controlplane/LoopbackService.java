package io.kubestats.testing.controlplane;

import java.io.IOException;

/** A Service in kube-system that points the API server to a local port. */
public record LoopbackService(String name, int port) {
    /** Creates or changes the Service; one of another type has to be deleted first. */
    public void create(ControlPlane plane) throws IOException, InterruptedException {
        plane.apply("""
                {"apiVersion":"v1","kind":"Service","metadata":{"name":"%s","namespace":"kube-system"},
                 "spec":{"type":"ExternalName","externalName":"localhost","ports":[{"name":"https","port":%d}]}}
                """.formatted(name, port));
    }

    /** Points the APIService of a version of the Metrics API to the Service. */
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
