package io.kubestats.security.serving;

import static java.util.Objects.requireNonNull;

import io.kubestats.apiserver.ApiServer;
import io.kubestats.config.CertificateConfig;
import io.kubestats.health.HealthCheck;
import io.kubestats.http.ServerIdentity;
import io.kubestats.security.serving.ServingSecret.Held;
import io.kubestats.tls.CredentialFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provider of the serving certificate. Configured files are read again when they change. Without files, Kubestats is
 * its own authority: authority and certificate are kept in a Secret that all replicas share, are renewed after two
 * thirds of their life, and are registered with the API server as the {@code caBundle} of our APIServices.
 *
 * <p>The manifests create the Secret; Kubestats never does. If it is missing or access is denied, the last
 * shared certificate stays in use; a process that never saw one makes a certificate for itself and leaves the bundles
 * as they are, because replicas would overwrite each other's.
 *
 * <p>{@link #refresh} is confined to one thread; the other methods are thread-safe.
 */
public final class ServingCertificates implements HealthCheck {
    /** The period of checks of files and the Secret. */
    public static final Duration POLL_PERIOD = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(ServingCertificates.class);
    private static final int TRIES = 5;

    private final CertificateConfig config;
    private final Clock clock;
    private final List<String> names;
    private final CertificateMaker maker;
    private final ServingSecret secret;
    private final CaBundles bundles;
    private final CurrentIdentity identity = new CurrentIdentity();
    private Optional<ServingMaterial> shown = Optional.empty();

    /** The last valid content of the Secret, which every replica serves. */
    private Optional<ServingMaterial> shared = Optional.empty();

    private byte[] shownFiles = {};

    /** The last material that was verified: a verification takes five signatures, most of the cost of a refresh. */
    private Optional<Proven> proven = Optional.empty();

    private volatile String problem = "";

    /** Creates certificates that are not served before the first {@link #refresh}. */
    public ServingCertificates(CertificateConfig config, ApiServer apiServer, Clock clock) {
        this.config = requireNonNull(config, "config");
        this.clock = requireNonNull(clock, "clock");
        this.names = names(config);
        this.maker = new CertificateMaker(names);
        this.secret = new ServingSecret(requireNonNull(apiServer, "apiServer"), config);
        this.bundles = new CaBundles(apiServer, config, LOG);
    }

    /** Returns the identity of the listener. */
    public ServerIdentity identity() {
        return identity;
    }

    /** Returns the expiry of the served certificate. */
    public Instant notAfter() {
        return identity.notAfter();
    }

    /**
     * Ensures for the first time that a certificate is served. The APIServices are updated at the first {@link
     * #refresh}: a change of one makes the API server connect at once, and the listener should be open by then.
     *
     * @throws IOException if configured files cannot be used; the message is readable
     */
    public void start() throws IOException, InterruptedException {
        if (config.files().isPresent()) {
            showFiles(config.files().get());
        } else {
            refresh(false);
        }
    }

    /** Reads the files or the Secret, and the APIServices, and renews or repairs them if necessary. */
    public void refresh() throws InterruptedException {
        refresh(config.keepCaBundles());
    }

    private void refresh(boolean keepBundles) throws InterruptedException {
        try {
            if (config.files().isPresent()) {
                showFiles(config.files().get());
            } else {
                agree(keepBundles);
            }
            problem = "";
        } catch (IOException | ServingSecretException e) {
            report(String.valueOf(e.getMessage()));
            if (config.files().isEmpty()) {
                showWithoutSecret(clock.instant());
            }
        }
    }

    /** Refreshes at once and every {@link #POLL_PERIOD} until {@code scheduler} is shut down by its owner. */
    public void pollOn(ScheduledExecutorService scheduler) {
        var unused =
                scheduler.scheduleWithFixedDelay(this::refreshSafely, 0, POLL_PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public String name() {
        return "serving-certificate";
    }

    /** Never fails, since callers detect an invalid certificate themselves. */
    @Override
    public Result check() {
        if (clock.instant().isAfter(notAfter())) {
            return new Result.Warned("the serving certificate expired at " + notAfter()
                    + "; renew it, or check the clock (here it is " + clock.instant() + ")");
        }
        return problem.isEmpty() ? new Result.Ok() : new Result.Warned(problem);
    }

    private void refreshSafely() {
        try {
            refresh();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) { // A schedule ends with the first exception.
            LOG.atError().setCause(e).log("internal error while maintaining the serving certificate");
        }
    }

    /** Makes all replicas serve one certificate: the first write wins, and the others adopt it. */
    private void agree(boolean keepBundles) throws ServingSecretException, InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            Optional<Held> held = secret.read();
            if (held.isEmpty()) {
                if (keepBundles && shared.isPresent()) {
                    bundles.keep(shared.get().authorities());
                }
                throw secret.missing();
            }
            Instant now = clock.instant();
            ServingMaterial material = held.get().material();
            if (isGood(material, now)) {
                shared = Optional.of(material);
                if (keepBundles) {
                    bundles.keep(material.authorities());
                }
                show(material);
                return;
            }
            // Either this write or another replica's was first; the next read returns the winner.
            boolean unused = secret.replace(held.get(), held.get().isEmpty() ? first(now) : renewed(material, now));
        }
        throw new ServingSecretException("Secret " + config.namespace() + "/" + config.secret()
                + " changes faster than it can be read; does something else write to it?");
    }

    /** Returns a new authority and its certificate, for an empty Secret. */
    private ServingMaterial first(Instant now) {
        if (shared.isPresent()) {
            LOG.atWarn()
                    .addKeyValue("secret", config.namespace() + "/" + config.secret())
                    .log("the Secret of the serving certificate was emptied: authority and certificate are replaced");
        }
        return maker.everything("", now);
    }

    /** Keeps a valid certificate in service while the Secret cannot be used. */
    private void showWithoutSecret(Instant now) {
        ServingMaterial current = shown.orElseGet(() -> maker.everything("", now));
        boolean renewable = current.authorityFault(now).isEmpty();
        show(renewable && !current.fault(names, now).isEmpty() ? maker.certificate(current, now) : current);
    }

    private boolean isGood(ServingMaterial material, Instant now) {
        if (proven.isPresent() && proven.get().covers(material, now)) {
            return true;
        }
        boolean good = material.authorityFault(now).isEmpty()
                && material.fault(names, now).isEmpty();
        if (good) {
            proven = Optional.of(new Proven(material, now, material.renewal()));
        }
        return good;
    }

    private ServingMaterial renewed(ServingMaterial old, Instant now) {
        String authorityFault = old.authorityFault(now);
        LOG.atInfo()
                .addKeyValue("cause", '"' + (authorityFault.isEmpty() ? old.fault(names, now) : authorityFault) + '"')
                .log(authorityFault.isEmpty() ? "serving certificate is renewed" : "our authority is renewed");
        if (authorityFault.isEmpty()) {
            return maker.certificate(old, now);
        }
        // Clients that know only the old authority trust its certificates until they learn the new one.
        return maker.everything(isUsable(old) ? old.authorities() : "", now);
    }

    private static boolean isUsable(ServingMaterial old) {
        try {
            return !old.authority().getSubjectX500Principal().getName().isEmpty();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private void show(ServingMaterial material) {
        if (shown.isPresent() && shown.get().equals(material)) {
            return;
        }
        try {
            identity.show(material.pair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the serving certificate cannot be used", e);
        }
        shown = Optional.of(material);
        LOG.atInfo()
                .addKeyValue("until", notAfter())
                .addKeyValue("names", names)
                .log("serving certificate loaded");
    }

    private void showFiles(CertificateConfig.Files files) throws IOException {
        byte[] certificate = bytes("--tls-cert-file", files.certificate());
        byte[] key = bytes("--tls-private-key-file", files.key());
        byte[] both = Arrays.copyOf(certificate, certificate.length + key.length);
        System.arraycopy(key, 0, both, certificate.length, key.length);
        if (Arrays.equals(both, shownFiles)) {
            return;
        }
        try {
            identity.show(ServingMaterial.pair(certificate, key));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(
                    "--tls-cert-file " + files.certificate() + " or --tls-private-key-file " + files.key() + " "
                            + e.getMessage(),
                    e);
        }
        shownFiles = both;
        LOG.atInfo().addKeyValue("until", notAfter()).log("serving certificate loaded");
    }

    private static byte[] bytes(String flag, Path file) throws IOException {
        try {
            return CredentialFile.bytes(file);
        } catch (IOException e) {
            throw new IOException(flag + ": " + file + " " + e.getMessage(), e);
        }
    }

    private void report(String found) {
        if (!found.equals(problem)) {
            problem = found;
            LOG.atWarn().addKeyValue("cause", '"' + found + '"').log("serving certificate has a problem");
        }
    }

    private record Proven(ServingMaterial material, Instant from, Instant until) {
        boolean covers(ServingMaterial other, Instant now) {
            return material.equals(other) && !now.isBefore(from) && !now.isAfter(until);
        }
    }

    private static List<String> names(CertificateConfig config) {
        List<String> names = new ArrayList<>();
        for (String service : config.services()) {
            String inNamespace = service + "." + config.namespace();
            names.addAll(List.of(inNamespace + ".svc", inNamespace + ".svc.cluster.local", inNamespace, service));
        }
        return List.copyOf(names);
    }
}
