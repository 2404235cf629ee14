package io.kubestats.kubelet.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Matching of certificates to hosts, by subject alternative names only, as in RFC 6125 and Go. */
public final class HostNames {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private HostNames() {}

    /** Returns whether the certificate is valid for {@code host}, a name or an IP address without brackets. */
    static boolean match(X509Certificate certificate, String host) {
        boolean isAddress = isAddress(host);
        for (String name : names(certificate, isAddress ? IP_ADDRESS : DNS_NAME)) {
            if (isAddress ? sameAddress(name, host) : sameName(name, host)) {
                return true;
            }
        }
        return false;
    }

    /** Describes the alternative names of a certificate, for an error message. */
    static String shown(X509Certificate certificate) {
        List<String> names = new ArrayList<>(names(certificate, DNS_NAME));
        names.addAll(names(certificate, IP_ADDRESS));
        return names.isEmpty() ? ", with no alternative names" : ", with the alternative names " + names;
    }

    /** Returns whether a host is an IP address, without a name lookup. */
    public static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }

    private static boolean sameAddress(String name, String host) {
        try {
            return InetAddress.getByName(name).equals(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Matches host names; a wildcard replaces the whole first label only. */
    private static boolean sameName(String name, String host) {
        String wanted = host.toLowerCase(Locale.ROOT);
        String found = name.toLowerCase(Locale.ROOT);
        int dot = wanted.indexOf('.');
        return found.equals(wanted)
                || (dot > 0 && found.startsWith("*.") && found.substring(1).equals(wanted.substring(dot)));
    }

    private static List<String> names(X509Certificate certificate, int type) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> alternative : alternatives) {
                    if (alternative.get(0).equals(type)) {
                        names.add(String.valueOf(alternative.get(1)));
                    }
                }
            }
        } catch (CertificateParsingException e) {
            return List.of();
        }
        return names;
    }
}
