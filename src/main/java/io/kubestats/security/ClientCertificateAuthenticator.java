package io.kubestats.security;

import static java.util.Objects.requireNonNull;

import io.kubestats.http.GuardedRequest;
import io.kubestats.security.Authentication.Known;
import io.kubestats.security.Authentication.NoOpinion;
import io.kubestats.security.Authentication.Rejected;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Authenticator for client certificates of the cluster's client authority. The common name is the user, the
 * organisations are the groups.
 */
final class ClientCertificateAuthenticator implements Authenticator {
    private static final String CREDENTIAL_ID = "authentication.kubernetes.io/credential-id";

    private final Supplier<TrustedAuthorities> authorities;
    private final ClientVerifier verifier;

    ClientCertificateAuthenticator(Supplier<TrustedAuthorities> authorities, ClientVerifier verifier) {
        this.authorities = requireNonNull(authorities, "authorities");
        this.verifier = requireNonNull(verifier, "verifier");
    }

    @Override
    public AccessOutcome known() {
        return AccessOutcome.CLIENT_CERTIFICATE;
    }

    @Override
    public Authentication authenticate(GuardedRequest request) {
        if (request.peer().isEmpty()) {
            return new NoOpinion();
        }
        String objection = verifier.objection(authorities.get(), request.peer());
        if (!objection.isEmpty()) {
            return new Rejected("client certificate: " + objection);
        }
        X509Certificate leaf = request.peer().get(0);
        String name = DistinguishedName.commonName(leaf);
        if (name.isEmpty()) {
            return new NoOpinion();
        }
        return new Known(new Caller(
                name,
                "",
                DistinguishedName.organisations(leaf),
                Map.of(CREDENTIAL_ID, List.of("X509SHA256=" + Sha256.of(List.of(leaf))))));
    }
}
