package io.kubestats.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.kubestats.testing.FakeAuthority;
import io.kubestats.testing.FakeIdentity;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.Test;

class TlsContextsTest {
    @Test
    void anIdentityKeepsItsKeyAsItIs() throws Exception {
        FakeIdentity identity = new FakeAuthority("cluster").issue("kubestats");
        PrivateKey key = PrivateKeys.first(identity.keyPem().getBytes(US_ASCII));

        X509ExtendedKeyManager keys = (X509ExtendedKeyManager)
                TlsContexts.identity(identity.certificatePem().getBytes(US_ASCII), key)[0];

        String alias = keys.chooseEngineClientAlias(new String[] {"EC"}, null, null);
        assertThat(keys.getPrivateKey(alias)).isEqualTo(key);
        assertThat(keys.getCertificateChain(alias))
                .extracting(X509Certificate::getSubjectX500Principal)
                .singleElement()
                .hasToString("CN=kubestats");
    }

    @Test
    void aRehearsalNeedsNobodyElse() {
        assertThatCode(TlsContexts::rehearse).doesNotThrowAnyException();
    }
}
