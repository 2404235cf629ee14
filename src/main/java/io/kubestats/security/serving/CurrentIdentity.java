package io.kubestats.security.serving;

import static java.util.Objects.requireNonNull;

import io.kubestats.http.ServerIdentity;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Holder of the served certificate. A replacement takes effect with the next handshake and leaves open connections
 * alone. Thread-safe.
 */
final class CurrentIdentity implements ServerIdentity {
    private final Keys keys = new Keys();

    @Override
    public X509ExtendedKeyManager keyManager() {
        return keys;
    }

    /** Replaces the served certificate. */
    void show(ServingPair pair) {
        keys.show(requireNonNull(pair, "pair"));
    }

    /** Returns the expiry of the served certificate; {@link Instant#MAX} without one. */
    Instant notAfter() {
        ServingPair shown = keys.shown();
        return shown == null ? Instant.MAX : shown.chain().get(0).getNotAfter().toInstant();
    }

    /** A handshake requests an alias first and its key pair later, so the previous pair is kept too. */
    private static final class Keys extends X509ExtendedKeyManager {
        private final Map<String, ServingPair> pairs = new ConcurrentHashMap<>();
        private volatile long newest;

        void show(ServingPair pair) {
            long next = newest + 1;
            pairs.put(Long.toString(next), pair);
            pairs.remove(Long.toString(next - 2));
            newest = next;
        }

        @Nullable ServingPair shown() {
            return pairs.get(Long.toString(newest));
        }

        @Override
        public @Nullable String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
            ServingPair pair = shown();
            return pair != null && keyType.startsWith(pair.key().getAlgorithm()) ? Long.toString(newest) : null;
        }

        @Override
        public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            ServingPair pair = pairs.get(alias);
            return pair == null ? null : pair.chain().toArray(X509Certificate[]::new);
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            ServingPair pair = pairs.get(alias);
            return pair == null ? null : pair.key();
        }

        @Override
        public String @Nullable [] getServerAliases(String keyType, Principal[] issuers) {
            return null;
        }

        @Override
        public String @Nullable [] getClientAliases(String keyType, Principal[] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
            return null;
        }
    }

    /** A certificate with its chain, and its key. */
    record ServingPair(List<X509Certificate> chain, PrivateKey key) {
        ServingPair {
            chain = List.copyOf(chain);
            requireNonNull(key, "key");
        }
    }
}
