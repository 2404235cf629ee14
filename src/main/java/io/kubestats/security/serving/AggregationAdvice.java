package io.kubestats.security.serving;

import io.kubestats.security.serving.AggregationState.Unavailable;
import java.util.Locale;

/**
 * Advice for an operator whose aggregation layer gets no response from Kubestats. Reasons and messages are those of
 * kube-aggregator's availability controller.
 */
public final class AggregationAdvice {
    /** The flags of the kube-apiserver that make it forward the identity of its users. */
    public static final String FRONT_PROXY_FLAGS = "--requestheader-client-ca-file, --requestheader-allowed-names,"
            + " --requestheader-username-headers, --requestheader-group-headers, --requestheader-extra-headers-prefix,"
            + " --proxy-client-cert-file and --proxy-client-key-file";

    private AggregationAdvice() {}

    /** Returns one readable line, without a full stop. */
    static String of(Unavailable state) {
        return switch (state.reason()) {
            case "FailedDiscoveryCheck" -> afterAFailedCall(state.message().toLowerCase(Locale.ROOT));
            case "MissingEndpoints", "EndpointsNotFound" ->
                "the Service has no ready pod behind it; look at our /readyz?verbose, and whether the Service's"
                        + " selector and port name match the pod";
            case "ServiceNotFound" -> "create the Service that the APIService names, or correct spec.service";
            case "ServicePortError" -> "correct spec.service.port: the Service has no such port";
            default -> "kubectl describe apiservice has the details";
        };
    }

    private static String afterAFailedCall(String message) {
        if (message.contains("expired or is not yet valid")) {
            return "our certificate has expired or is not yet valid by the API server's clock; compare the clocks of"
                    + " its machine and of this pod's node, and the line serving-certificate of readyz";
        }
        if (message.contains("x509") || message.contains("certificate")) {
            return "the API server does not trust our certificate; caBundle of the APIService must hold our authority"
                    + " (we keep it so unless we lack the right to, or certificate files were given)";
        }
        if (message.contains("401") || message.contains("unauthorized")) {
            return "the API server's front proxy failed authentication; check the API server's flags "
                    + FRONT_PROXY_FLAGS;
        }
        if (message.contains("403") || message.contains("forbidden") || message.contains("eof")) {
            return "something between the API server and us refused; if the API server has HTTPS_PROXY set, add the"
                    + " pod and service CIDRs to its NO_PROXY";
        }
        if (message.contains("connection refused")) {
            return "nothing listens on the Service's target port; check targetPort against --secure-port";
        }
        if (message.contains("no route")) {
            return "the API server's machine has no route to pods or services; it needs kube-proxy and the pod"
                    + " network, or this pod the host's network";
        }
        return "the API server's machine cannot reach this pod; check network policies and security groups for"
                + " --secure-port, the FORWARD policy (must be ACCEPT), the route to the pod network, and kube-proxy";
    }
}
