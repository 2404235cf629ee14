package io.kubestats.kubelet;

import io.kubestats.kubelet.tls.HostNames;
import io.kubestats.kubelet.tls.KubeletPeer;
import io.kubestats.kubelet.tls.KubeletTrust;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.io.ssl.SslClientConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * A factory of TLS engines for connections to kubelets. Each engine carries the node that it is intended for.
 * {@link KubeletTrust} verifies names, so the JDK's endpoint identification is off.
 */
final class KubeletEngines extends SslContextFactory.Client implements SslClientConnectionFactory.SslEngineFactory {
    KubeletEngines() {
        setEndpointIdentificationAlgorithm(null);
    }

    @Override
    public SSLEngine newSslEngine(String host, int port, Map<String, Object> context) {
        String node = context.get(Destination.CONTEXT_KEY) instanceof Destination destination
                ? String.valueOf(destination.getOrigin().getTag())
                : "";
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        SSLEngine engine = newSSLEngine(new KubeletPeer(node, bare).asText(), port);
        if (!HostNames.isAddress(bare)) {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(bare)));
            engine.setSSLParameters(parameters);
        }
        return engine;
    }

    @Override
    protected void checkEndPointIdentificationAlgorithm() {
        // Names are verified by KubeletTrust, unless the operator has disabled verification.
    }
}
