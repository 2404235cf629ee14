package io.kubestats.apiserver;

import static java.util.Objects.requireNonNull;

import io.kubestats.apiserver.ApiServerException.Reason;
import io.kubestats.config.ApiServerConfig;
import io.kubestats.tls.CredentialFile;
import io.kubestats.tls.TlsContexts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Credentials of a pod's service account: the API server's address from the environment, a token and an authority from
 * files. Both files are reloaded when their bytes change, since Kubernetes renews the token every hour.
 */
final class ServiceAccountCredentials implements ApiServerCredentials {
    /** Minimum interval between file checks. */
    static final long CHECK_EVERY_MILLIS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(ServiceAccountCredentials.class);

    private final URI server;
    private final Path tokenFile;
    private final Path authorityFile;
    private final Clock clock;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile long checkedMillis;
    private volatile String authorization;
    private volatile SSLContext context;
    private byte[] authority;
    private String problem = "";

    private ServiceAccountCredentials(
            URI server, Path directory, Clock clock, String authorization, byte[] authority, SSLContext context) {
        this.server = server;
        this.tokenFile = directory.resolve("token");
        this.authorityFile = directory.resolve("ca.crt");
        this.clock = clock;
        this.checkedMillis = clock.millis();
        this.authorization = authorization;
        this.authority = authority;
        this.context = context;
    }

    /** Reads the files for the first time. */
    static ServiceAccountCredentials read(ApiServerConfig config, Clock clock) throws ApiServerException {
        requireNonNull(clock, "clock");
        if (config.host().isEmpty() || config.port().isEmpty()) {
            throw credentials(
                    "KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set, so this is not a pod; outside a"
                            + " cluster name it with --kubeconfig FILE, or do without one with --target NAME=URL");
        }
        String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
        Path directory = config.serviceAccount();
        try {
            byte[] authority = read(directory.resolve("ca.crt"));
            return new ServiceAccountCredentials(
                    URI.create("https://" + host + ":" + config.port()),
                    directory,
                    clock,
                    bearer(directory.resolve("token")),
                    authority,
                    context(directory.resolve("ca.crt"), authority));
        } catch (IOException e) {
            throw credentials(e.getMessage()
                    + "; the pod needs its service account's token: automountServiceAccountToken must not be false");
        }
    }

    @Override
    public URI server() {
        return server;
    }

    @Override
    public boolean checksHost() {
        return true;
    }

    @Override
    public String authorization() {
        return authorization;
    }

    @Override
    public SSLContext sslContext() {
        return context;
    }

    @Override
    public void refresh() {
        if (clock.millis() - checkedMillis >= CHECK_EVERY_MILLIS) {
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
            authorization = bearer(tokenFile);
            byte[] found = read(authorityFile);
            if (!Arrays.equals(found, authority)) {
                context = context(authorityFile, found);
                authority = found;
            }
            problem = "";
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            if (!message.equals(problem)) {
                problem = message;
                LOG.atWarn()
                        .addKeyValue("cause", message)
                        .log("service account cannot be reloaded; keeping the old one");
            }
        } finally {
            refreshing.unlock();
        }
    }

    private static String bearer(Path file) throws IOException {
        try {
            return "Bearer " + CredentialFile.token(file);
        } catch (IOException e) {
            throw new IOException(file + " " + e.getMessage(), e);
        }
    }

    private static byte[] read(Path file) throws IOException {
        try {
            return CredentialFile.bytes(file);
        } catch (IOException e) {
            throw new IOException(file + " " + e.getMessage(), e);
        }
    }

    private static SSLContext context(Path file, byte[] authority) throws IOException {
        try {
            return TlsContexts.context(new KeyManager[0], TlsContexts.trust(authority));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IOException(file + " " + e.getMessage(), e);
        }
    }

    private static ApiServerException credentials(String message) {
        return new ApiServerException(Reason.CREDENTIALS, message, null);
    }
}
