package io.kubestats.security;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.naming.NamingException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Reader of the subject of a certificate. */
final class DistinguishedName {
    private DistinguishedName() {}

    /** Returns the common name; empty unless there is exactly one. */
    static String commonName(X509Certificate certificate) {
        List<String> names = values(certificate, "CN");
        return names.size() == 1 ? names.get(0) : "";
    }

    /** Returns all organisations, which are groups to Kubernetes. */
    static List<String> organisations(X509Certificate certificate) {
        return values(certificate, "O");
    }

    private static List<String> values(X509Certificate certificate, String type) {
        List<String> values = new ArrayList<>();
        try {
            for (Rdn rdn : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                var attribute = rdn.toAttributes().get(type);
                for (int i = 0; attribute != null && i < attribute.size(); i++) {
                    if (attribute.get(i) instanceof String text) {
                        values.add(text);
                    }
                }
            }
        } catch (NamingException e) {
            return List.of();
        }
        return values;
    }
}
