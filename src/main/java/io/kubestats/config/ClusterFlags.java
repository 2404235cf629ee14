package io.kubestats.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Flags of a service in a cluster: API server, kubelet discovery, serving address and access. Names and meanings match
 * metrics-server's flags, if it has them. Filled by picocli, then read once.
 */
public final class ClusterFlags {
    private static final int SECURE_PORT = 10_250;
    private static final int LARGEST_PORT = 65_535;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration START_PATIENCE = Duration.ofSeconds(45);
    private static final Duration SHUTDOWN_DELAY = Duration.ofSeconds(5);

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "API server's address and our credentials. Default: the pod's service account.")
    private @Nullable String kubeconfig;

    @Option(
            names = {"--authentication-kubeconfig", "--authorization-kubeconfig"},
            paramLabel = "FILE",
            hidden = true)
    private List<String> reviewKubeconfigs = new ArrayList<>();

    @Option(names = "--secure-port", paramLabel = "PORT", description = "Port to listen on, with TLS. Default: 10250.")
    private @Nullable String securePort;

    @Option(
            names = "--bind-address",
            paramLabel = "ADDRESS",
            description = "Address to listen on. Default: 0.0.0.0, all IPv4 and IPv6 addresses.")
    private String bindAddress = "0.0.0.0";

    @Option(
            names = "--kubelet-preferred-address-types",
            paramLabel = "TYPE",
            split = ",",
            description = "Types of nodes' addresses to ask kubelets at, the best first."
                    + " Default: InternalIP,Hostname,InternalDNS,ExternalDNS,ExternalIP.")
    private List<String> addressTypes = new ArrayList<>();

    @Option(names = "--kubelet-port", paramLabel = "PORT", description = "Where kubelets listen. Default: 10250.")
    private @Nullable String kubeletPort;

    @Option(
            names = "--kubelet-use-node-status-port",
            paramLabel = "true|false",
            arity = "0..1",
            fallbackValue = "true",
            description = "Ask a kubelet at the port in its node's status, if there is one.")
    private boolean useNodeStatusPort;

    @Option(
            names = {"-l", "--node-selector"},
            paramLabel = "SELECTOR",
            description = "Scrape only nodes with these labels. Default: every node.")
    private String nodeSelector = "";

    @Option(
            names = "--tls-cert-file",
            paramLabel = "FILE",
            description = "PEM certificate to show, with its chain; read again when it changes. Default: one of our own"
                    + " authority, kept in a Secret and made known to the API server.")
    private @Nullable String certificate;

    @Option(names = "--tls-private-key-file", paramLabel = "FILE", description = "PEM key of --tls-cert-file.")
    private @Nullable String key;

    @Option(
            names = "--cert-dir",
            paramLabel = "DIRECTORY",
            description = "Use tls.crt and tls.key, or apiserver.crt and apiserver.key, of this directory if they are"
                    + " there. Nothing is ever written to it.")
    private @Nullable String certificateDirectory;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "Where our Service and Secret are. Default: the pod's namespace, or kube-system.")
    private @Nullable String namespace;

    @Option(
            names = "--service-name",
            paramLabel = "NAME",
            split = ",",
            description = "Names of the Services in front of us. Default: kubestats,metrics-server.")
    private List<String> services = new ArrayList<>();

    @Option(
            names = "--cert-secret",
            paramLabel = "NAME",
            description = "Secret in which replicas share our authority. Default: kubestats-serving-cert.")
    private @Nullable String secret;

    @Option(
            names = "--client-ca-file",
            paramLabel = "FILE",
            description = "PEM authorities of client certificates." + " Default: the API server's configuration.")
    private @Nullable String clientCa;

    @Option(
            names = "--requestheader-client-ca-file",
            paramLabel = "FILE",
            description = "PEM authorities of the front"
                    + " proxy's certificate. Default: all --requestheader-* settings of the API server.")
    private @Nullable String frontProxyCa;

    @Option(names = "--requestheader-allowed-names", paramLabel = "NAME", split = ",", hidden = true)
    private List<String> allowedNames = new ArrayList<>();

    @Option(names = "--requestheader-username-headers", paramLabel = "NAME", split = ",", hidden = true)
    private List<String> usernameHeaders = new ArrayList<>();

    @Option(names = "--requestheader-group-headers", paramLabel = "NAME", split = ",", hidden = true)
    private List<String> groupHeaders = new ArrayList<>();

    @Option(names = "--requestheader-extra-headers-prefix", paramLabel = "PREFIX", split = ",", hidden = true)
    private List<String> extraHeaderPrefixes = new ArrayList<>();

    @Option(names = "--requestheader-uid-headers", paramLabel = "NAME", split = ",", hidden = true)
    private List<String> uidHeaders = new ArrayList<>();

    @Option(names = "--authentication-skip-lookup", arity = "0..1", fallbackValue = "true", hidden = true)
    private boolean skipLookup;

    @Option(names = "--authentication-tolerate-lookup-failure", arity = "0..1", fallbackValue = "true", hidden = true)
    private boolean tolerateLookupFailure;

    @Option(names = "--authentication-token-webhook-cache-ttl", paramLabel = "DURATION", hidden = true)
    private @Nullable String tokenTtl;

    @Option(names = "--authorization-webhook-cache-authorized-ttl", paramLabel = "DURATION", hidden = true)
    private @Nullable String allowedTtl;

    @Option(names = "--authorization-webhook-cache-unauthorized-ttl", paramLabel = "DURATION", hidden = true)
    private @Nullable String deniedTtl;

    @Option(
            names = "--authorization-always-allow-paths",
            paramLabel = "PATH",
            split = ",",
            description = "Paths that need no authentication. Default: /livez,/readyz,/healthz.")
    private List<String> openPaths = new ArrayList<>();

    @Option(
            names = "--start-patience",
            paramLabel = "DURATION",
            description = "How long to wait at the start for an API server that does not answer, before giving up with"
                    + " the reason. Default: 45s.")
    private @Nullable String startPatience;

    @Option(
            names = "--shutdown-delay-duration",
            paramLabel = "DURATION",
            description = "How long to keep serving after a stop is requested. Default: 5s.")
    private @Nullable String shutdownDelay;

    ClusterConfig cluster(FlagReader reader, PodEnvironment pod) {
        Optional<Path> file = reader.readableFile("--kubeconfig", kubeconfig);
        for (String other : reviewKubeconfigs) {
            if (!other.equals(kubeconfig)) {
                reader.problem(
                        "--authentication-kubeconfig or --authorization-kubeconfig",
                        other,
                        "must be the same file as --kubeconfig: one account is used for all questions");
            }
        }
        ApiServerConfig apiServer = file.map(ApiServerConfig::ofKubeconfig)
                .orElseGet(() -> ApiServerConfig.ofPod(pod.apiServerHost(), pod.apiServerPort()));
        Duration patience = reader.duration("--start-patience", startPatience, START_PATIENCE, Duration.ZERO, HOUR);
        Duration delay =
                reader.duration("--shutdown-delay-duration", shutdownDelay, SHUTDOWN_DELAY, Duration.ZERO, HOUR);
        return new ClusterConfig(
                apiServer, discovery(reader), access(reader), certificates(reader, pod), patience, delay);
    }

    ServingConfig serving(FlagReader reader, ServingConfig common) {
        int port = reader.integer("--secure-port", securePort, SECURE_PORT, 0, LARGEST_PORT);
        return new ServingConfig(
                bindAddress, port, common.maxInFlight(), common.requestTimeout(), common.shutdownGrace());
    }

    private DiscoveryConfig discovery(FlagReader reader) {
        int port = reader.integer("--kubelet-port", kubeletPort, DiscoveryConfig.DEFAULT_KUBELET_PORT, 1, LARGEST_PORT);
        for (String type : addressTypes) {
            if (!DiscoveryConfig.DEFAULT_ADDRESS_TYPES.contains(type)) {
                reader.problem(
                        "--kubelet-preferred-address-types",
                        type,
                        "no such type; there are " + String.join(", ", DiscoveryConfig.DEFAULT_ADDRESS_TYPES));
            }
        }
        return new DiscoveryConfig(
                addressTypes.isEmpty() ? DiscoveryConfig.DEFAULT_ADDRESS_TYPES : addressTypes,
                port,
                useNodeStatusPort,
                nodeSelector);
    }

    private AccessConfig access(FlagReader reader) {
        AccessConfig unset = AccessConfig.defaults();
        Optional<Path> proxyCa = reader.readableFile("--requestheader-client-ca-file", frontProxyCa);
        return new AccessConfig(
                !skipLookup,
                tolerateLookupFailure,
                reader.readableFile("--client-ca-file", clientCa),
                proxyCa.map(file -> new AccessConfig.FrontProxy(
                        file,
                        allowedNames,
                        or(usernameHeaders, "x-remote-user"),
                        or(groupHeaders, "x-remote-group"),
                        or(extraHeaderPrefixes, "x-remote-extra-"),
                        uidHeaders)),
                reader.duration(
                        "--authentication-token-webhook-cache-ttl", tokenTtl, unset.tokenTtl(), Duration.ZERO, HOUR),
                reader.duration(
                        "--authorization-webhook-cache-authorized-ttl",
                        allowedTtl,
                        unset.allowedTtl(),
                        Duration.ZERO,
                        HOUR),
                reader.duration(
                        "--authorization-webhook-cache-unauthorized-ttl",
                        deniedTtl,
                        unset.deniedTtl(),
                        Duration.ZERO,
                        HOUR),
                openPaths.isEmpty() ? unset.openPaths() : openPaths);
    }

    private CertificateConfig certificates(FlagReader reader, PodEnvironment pod) {
        CertificateConfig unset = CertificateConfig.defaults();
        Optional<Path> certificateFile = reader.readableFile("--tls-cert-file", certificate);
        Optional<Path> keyFile = reader.readableFile("--tls-private-key-file", key);
        if (certificateFile.isPresent() != keyFile.isPresent()) {
            String missing = certificateFile.isPresent() ? "--tls-private-key-file" : "--tls-cert-file";
            reader.problem(missing, "", "is needed too: a certificate and its key go together");
        }
        Optional<CertificateConfig.Files> files = certificateFile.isPresent() && keyFile.isPresent()
                ? Optional.of(new CertificateConfig.Files(certificateFile.get(), keyFile.get()))
                : inDirectory("tls").or(() -> inDirectory("apiserver"));
        String ours = pod.namespace().isEmpty() ? unset.namespace() : pod.namespace();
        return new CertificateConfig(
                files,
                namespace == null ? ours : namespace,
                services.isEmpty() ? unset.services() : services,
                secret == null ? unset.secret() : secret,
                true);
    }

    private Optional<CertificateConfig.Files> inDirectory(String name) {
        if (certificateDirectory == null) {
            return Optional.empty();
        }
        Path certificateFile = Path.of(certificateDirectory, name + ".crt");
        Path keyFile = Path.of(certificateDirectory, name + ".key");
        return Files.isReadable(certificateFile) && Files.isReadable(keyFile)
                ? Optional.of(new CertificateConfig.Files(certificateFile, keyFile))
                : Optional.empty();
    }

    private static List<String> or(List<String> given, String unset) {
        return given.isEmpty() ? List.of(unset) : given;
    }
}
