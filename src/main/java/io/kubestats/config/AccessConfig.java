package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who may ask us. What stands in the ConfigMap {@code extension-apiserver-authentication} counts where neither of the
 * two files is given.
 *
 * @param lookUp whether that ConfigMap is followed
 * @param tolerateLookupFailure whether we go on, with bearer tokens alone, where it cannot be read
 * @param clientCa PEM bundle of client certificates' authorities
 * @param frontProxy how the aggregation layer names its callers; what the ConfigMap says, if absent
 * @param tokenTtl how long the answer to a token review holds
 * @param allowedTtl how long a yes of a subject access review holds
 * @param deniedTtl how long a no of a subject access review holds
 * @param openPaths paths that need no caller
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

    /** What is used without a flag. */
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
     * How the front proxy proves itself and names its callers.
     *
     * @param certificateAuthority PEM bundle of the authorities that sign its certificate, and no other
     * @param allowedNames common names that its certificate may have; any, if empty
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
