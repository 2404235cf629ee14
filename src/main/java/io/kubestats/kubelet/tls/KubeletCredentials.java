package io.kubestats.kubelet.tls;

import static java.util.Objects.requireNonNull;

import io.kubestats.config.KubeletConfig;
import io.kubestats.kubelet.answer.BodyExcerpt;
import io.kubestats.tls.ClientIdentity;
import io.kubestats.tls.CredentialFile;
import io.kubestats.tls.PrivateKeys;
import io.kubestats.tls.TlsContexts;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Credentials for kubelets and the certificate authorities that verify them, loaded from the files of
 * {@link KubeletConfig} and reloaded when their content changes. Content is compared rather than modification times,
 * since Kubernetes updates a mounted secret by swapping a symbolic link. Thread-safe.
 */
public final class KubeletCredentials {
    public static final String CERTIFICATE_AUTHORITY = "--kubelet-certificate-authority";
    public static final String CLIENT_CERTIFICATE = "--kubelet-client-certificate";
    public static final String CLIENT_KEY = "--kubelet-client-key";
    public static final String TOKEN_FILE = "--kubelet-token-file";
    public static final String INSECURE_TLS = "--kubelet-insecure-tls";

    /** The minimum interval between checks of the files. */
    static final long CHECK_EVERY_MILLIS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(KubeletCredentials.class);

    private final KubeletConfig config;
    private final Supplier<ClientIdentity> unsaid;
    private final Clock clock;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile long checkedMillis;
    private volatile String authorization = "";
    private volatile @Nullable Material material;
    private String tokenProblem = "";
    private String materialProblem = "";

    /**
     * Creates credentials that are not loaded yet.
     *
     * @param unsaid the client identity and certificate authority for settings without a file
     */
    public KubeletCredentials(KubeletConfig config, Supplier<ClientIdentity> unsaid, Clock clock) {
        this.unsaid = requireNonNull(unsaid, "unsaid");
        this.config = requireNonNull(config, "config");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * Loads all files for the first time.
     *
     * @throws KubeletCredentialsException if a file cannot be used
     */
    public void load() {
        if (config.clientCertificate().isPresent() != config.clientKey().isPresent()) {
            throw new KubeletCredentialsException(
                    CLIENT_CERTIFICATE + " and " + CLIENT_KEY + " go together: give both or neither", null);
        }
        checkedMillis = clock.millis();
        authorization = readAuthorization();
        material = readMaterial();
    }

    /** Returns the value of the Authorization header; empty without a token. */
    public String authorization() {
        return authorization;
    }

    /** Returns the TLS context for new connections; a different object once the files have changed. */
    public SSLContext sslContext() {
        return requireNonNull(material, "not loaded").context;
    }

    /**
     * Reloads changed files if the check interval has passed. If a file has become unusable, the problem is logged once
     * and the previous credentials stay in use.
     */
    public void refresh() {
        if (clock.millis() - checkedMillis < CHECK_EVERY_MILLIS || !refreshing.tryLock()) {
            return;
        }
        try {
            checkedMillis = clock.millis();
            refreshToken();
            refreshMaterial();
        } finally {
            refreshing.unlock();
        }
    }

    private void refreshToken() {
        try {
            authorization = readAuthorization();
            tokenProblem = "";
        } catch (KubeletCredentialsException e) {
            tokenProblem = warnOnce(tokenProblem, e);
        }
    }

    private void refreshMaterial() {
        try {
            material = readMaterial();
            materialProblem = "";
        } catch (KubeletCredentialsException e) {
            materialProblem = warnOnce(materialProblem, e);
        }
    }

    private static String warnOnce(String known, KubeletCredentialsException problem) {
        String message = String.valueOf(problem.getMessage());
        if (!message.equals(known)) {
            LOG.atWarn()
                    .addKeyValue("cause", message)
                    .log("kubelet credentials changed but cannot be used; keeping the old ones");
        }
        return message;
    }

    private String readAuthorization() {
        if (config.tokenFile().isEmpty()) {
            return identity().authorization();
        }
        Path file = config.tokenFile().get();
        try {
            return "Bearer " + CredentialFile.token(file);
        } catch (IOException e) {
            throw problem(TOKEN_FILE, file, e.getMessage(), e);
        }
    }

    /** Returns the current material if the content is unchanged, otherwise new material. */
    private Material readMaterial() {
        byte[] authority = bytes(
                CERTIFICATE_AUTHORITY,
                config.certificateAuthority(),
                unsaid.get().authority());
        byte[] certificate =
                bytes(CLIENT_CERTIFICATE, config.clientCertificate(), identity().certificate());
        byte[] key = bytes(CLIENT_KEY, config.clientKey(), identity().key());
        Material held = material;
        if (held != null && held.isOf(authority, certificate, key)) {
            return held;
        }
        try {
            SSLContext context = TlsContexts.context(identity(certificate, key), trust(authority));
            return new Material(authority, certificate, key, context);
        } catch (GeneralSecurityException e) {
            throw new KubeletCredentialsException(
                    "TLS cannot be set up: " + BodyExcerpt.of(String.valueOf(e.getMessage()), 200), e);
        }
    }

    private TrustManager[] trust(byte[] authority) throws GeneralSecurityException {
        if (config.insecureTls()) {
            return TlsContexts.trustAnyone();
        }
        if (authority.length == 0 && config.certificateAuthority().isEmpty()) {
            return KubeletTrust.in(TlsContexts.trustAsTheJdkDoes());
        }
        try {
            return KubeletTrust.in(TlsContexts.trust(authority));
        } catch (IllegalArgumentException e) {
            throw problem(CERTIFICATE_AUTHORITY, config.certificateAuthority(), e);
        }
    }

    private KeyManager[] identity(byte[] certificate, byte[] key) throws GeneralSecurityException {
        if (certificate.length == 0 && key.length == 0) {
            return new KeyManager[0];
        }
        PrivateKey privateKey;
        try {
            privateKey = PrivateKeys.first(key);
        } catch (IllegalArgumentException e) {
            throw problem(CLIENT_KEY, config.clientKey(), e);
        }
        try {
            return TlsContexts.identity(certificate, privateKey);
        } catch (IllegalArgumentException e) {
            throw problem(CLIENT_CERTIFICATE, config.clientCertificate(), e);
        }
    }

    /** Returns the fallback identity, which applies only if no flag sets any part of the identity. */
    private ClientIdentity identity() {
        boolean said =
                config.tokenFile().isPresent() || config.clientCertificate().isPresent();
        return said ? ClientIdentity.NONE : unsaid.get();
    }

    private static byte[] bytes(String flag, Optional<Path> file, byte[] otherwise) {
        return file.isPresent() ? bytes(flag, file.get()) : otherwise;
    }

    private static byte[] bytes(String flag, Path file) {
        try {
            return CredentialFile.bytes(file);
        } catch (IOException e) {
            throw problem(flag, file, e.getMessage(), e);
        }
    }

    private static KubeletCredentialsException problem(
            String flag, Optional<Path> file, IllegalArgumentException cause) {
        return file.isPresent()
                ? problem(flag, file.get(), cause.getMessage(), cause)
                : new KubeletCredentialsException(
                        "--kubeconfig: its part of " + flag + " " + cause.getMessage(), cause);
    }

    private static KubeletCredentialsException problem(
            String flag, Path file, @Nullable String what, @Nullable Throwable cause) {
        return new KubeletCredentialsException(flag + ": " + file + " " + what, cause);
    }

    /** A TLS context and the file contents that it was created from. */
    private static final class Material {
        private final byte[] authority;
        private final byte[] certificate;
        private final byte[] key;
        private final SSLContext context;

        Material(byte[] authority, byte[] certificate, byte[] key, SSLContext context) {
            this.authority = authority;
            this.certificate = certificate;
            this.key = key;
            this.context = context;
        }

        boolean isOf(byte[] otherAuthority, byte[] otherCertificate, byte[] otherKey) {
            return Arrays.equals(authority, otherAuthority)
                    && Arrays.equals(certificate, otherCertificate)
                    && Arrays.equals(key, otherKey);
        }
    }
}
