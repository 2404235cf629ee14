package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Configuration of client authentication and authorization. The ConfigMap {@code extension-apiserver-authentication}
 * applies if neither of the two files is given.
 *
 * @param lookUp whether to follow that ConfigMap
 * @param tolerateLookupFailure whether to continue with bearer tokens alone if the ConfigMap cannot be read
 * @param clientCa PEM bundle of the authorities of client certificates
 * @param frontProxy authentication of the aggregation layer; taken from the ConfigMap if absent
 * @param tokenTtl lifetime of a cached token review
 * @param allowedTtl lifetime of a cached subject access review that allowed the request
 * @param deniedTtl lifetime of a cached subject access review that denied the request
 * @param openPaths paths that require no authentication
 */
public record AccessConfig(
        boolean lookUp,
        boolean tolerateLookupFailure,
        Optional<Path> clientCa,
        Optional<FrontProxy> frontProxy,
        Duration tokenTtl,
        Duration allowedTtl,
        Duration deniedTtl,
        List<String> openPaths) {
    public AccessConfig {
        requireNonNull(clientCa, "clientCa");
        requireNonNull(frontProxy, "frontProxy");
        requireNonNull(tokenTtl, "tokenTtl");
        requireNonNull(allowedTtl, "allowedTtl");
        requireNonNull(deniedTtl, "deniedTtl");
        openPaths = List.copyOf(openPaths);
    }

    /** Returns the defaults. */
    public static AccessConfig defaults() {
        Duration ttl = Duration.ofSeconds(10);
        return new AccessConfig(
                true,
                false,
                Optional.empty(),
                Optional.empty(),
                ttl,
                ttl,
                ttl,
                List.of("/livez", "/readyz", "/healthz"));
    }

    /**
     * Authentication of the front proxy and of the callers that it names.
     *
     * @param certificateAuthority PEM bundle of the only authorities that sign the proxy's certificate
     * @param allowedNames allowed common names of the proxy's certificate; any name if empty
     */
    public record FrontProxy(
            Path certificateAuthority,
            List<String> allowedNames,
            List<String> usernameHeaders,
            List<String> groupHeaders,
            List<String> extraHeaderPrefixes,
            List<String> uidHeaders) {
        public FrontProxy {
            requireNonNull(certificateAuthority, "certificateAuthority");
            allowedNames = List.copyOf(allowedNames);
            usernameHeaders = List.copyOf(usernameHeaders);
            groupHeaders = List.copyOf(groupHeaders);
            extraHeaderPrefixes = List.copyOf(extraHeaderPrefixes);
            uidHeaders = List.copyOf(uidHeaders);
        }
    }
}
