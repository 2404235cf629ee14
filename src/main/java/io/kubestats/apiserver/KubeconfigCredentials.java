package io.kubestats.apiserver;

import static java.util.Objects.requireNonNull;

import io.kubernetes.client.util.KubeConfig;
import io.kubestats.apiserver.ApiServerException.Reason;
import io.kubestats.tls.ClientIdentity;
import io.kubestats.tls.CredentialFile;
import io.kubestats.tls.PrivateKeys;
import io.kubestats.tls.TlsContexts;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Credentials from the current context of a kubeconfig file: its cluster, and the certificate, token, token file or
 * exec credential plugin of its user. The token is refreshed after a minute, or at once if it was rejected.
 */
final class KubeconfigCredentials implements ApiServerCredentials, ClientIdentity {
    /** Lifetime of a cached token from a file or a plugin. */
    static final Duration TOKEN_HOLDS = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(KubeconfigCredentials.class);

    private final Path file;
    private final Clock clock;
    private final ReentrantLock refreshing = new ReentrantLock();
    private final URI server;
    private final boolean checksHost;
    private final SSLContext context;
    private final byte[] authority;
    private final byte[] certificate;
    private final byte[] key;
    private volatile String authorization;
    private volatile long checkedMillis;

    private KubeconfigCredentials(Path file, Clock clock, KubeConfig config)
            throws IOException, GeneralSecurityException {
        this.file = file;
        this.clock = clock;
        this.server = server(config);
        this.checksHost = config.verifySSL();
        this.authority = bytes(file, config.getCertificateAuthorityData(), config.getCertificateAuthorityFile());
        this.certificate = bytes(file, config.getClientCertificateData(), config.getClientCertificateFile());
        this.key = bytes(file, config.getClientKeyData(), config.getClientKeyFile());
        this.context = TlsContexts.context(keys(certificate, key), trust(config, authority));
        this.authorization = authorization(config);
        this.checkedMillis = clock.millis();
    }

    /** Reads the file for the first time. */
    static KubeconfigCredentials read(Path file, Clock clock) throws ApiServerException {
        requireNonNull(clock, "clock");
        try {
            return new KubeconfigCredentials(file, clock, load(file));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new ApiServerException(
                    Reason.CREDENTIALS, "--kubeconfig " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public URI server() {
        return server;
    }

    @Override
    public boolean checksHost() {
        return checksHost;
    }

    @Override
    public String authorization() {
        return authorization;
    }

    @Override
    public byte[] authority() {
        return authority.clone();
    }

    @Override
    public byte[] certificate() {
        return certificate.clone();
    }

    @Override
    public byte[] key() {
        return key.clone();
    }

    @Override
    public ClientIdentity identity() {
        return this;
    }

    @Override
    public SSLContext sslContext() {
        return context;
    }

    @Override
    public void refresh() {
        if (!authorization.isEmpty() && clock.millis() - checkedMillis >= TOKEN_HOLDS.toMillis()) {
            renew();
        }
    }

    @Override
    public void renew() {
        if (!refreshing.tryLock()) {
            return;
        }
        try {
            checkedMillis = clock.millis();
            authorization = authorization(load(file));
        } catch (IOException | RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("cause", e.getMessage())
                    .log("kubeconfig cannot be reloaded");
        } finally {
            refreshing.unlock();
        }
    }

    private static KubeConfig load(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            KubeConfig config = KubeConfig.loadKubeConfig(reader);
            if (config.getServer() == null) {
                throw new IOException("its current-context names no cluster with a server");
            }
            config.setFile(file.toAbsolutePath().toFile());
            return config;
        }
    }

    private static URI server(KubeConfig config) throws IOException {
        URI server = URI.create(config.getServer());
        if (!"https".equals(server.getScheme()) || server.getHost() == null) {
            throw new IOException("its server \"" + server + "\" is no https:// address");
        }
        int port = server.getPort() < 0 ? 443 : server.getPort();
        return URI.create("https://" + server.getHost() + ":" + port);
    }

    private static String authorization(KubeConfig config) {
        Map<String, String> credentials = config.getCredentials();
        String token = credentials == null ? null : credentials.get(KubeConfig.CRED_TOKEN_KEY);
        return token == null || token.isBlank() ? "" : "Bearer " + token.strip();
    }

    private static TrustManager[] trust(KubeConfig config, byte[] authority) throws GeneralSecurityException {
        if (!config.verifySSL()) {
            return TlsContexts.trustAnyone();
        }
        return authority.length == 0 ? TlsContexts.trustAsTheJdkDoes() : TlsContexts.trust(authority);
    }

    private static KeyManager[] keys(byte[] certificate, byte[] key) throws GeneralSecurityException {
        return certificate.length == 0 || key.length == 0
                ? new KeyManager[0]
                : TlsContexts.identity(certificate, PrivateKeys.first(key));
    }

    /** Returns inline data, or the content of a file named relative to the kubeconfig's directory, or no bytes. */
    private static byte[] bytes(Path kubeconfig, @Nullable String data, @Nullable String named) throws IOException {
        if (data != null) {
            return Base64.getMimeDecoder().decode(data);
        }
        if (named == null) {
            return new byte[0];
        }
        Path file = kubeconfig.toAbsolutePath().resolveSibling(named);
        try {
            return CredentialFile.bytes(file);
        } catch (IOException e) {
            throw new IOException(file + " " + e.getMessage(), e);
        }
    }
}
