package io.kubestats.security;

import static java.util.Objects.requireNonNull;

import io.kubestats.http.GuardedRequest;
import io.kubestats.security.Authentication.Known;
import io.kubestats.security.Authentication.NoOpinion;
import io.kubestats.security.Authentication.Rejected;
import io.kubestats.text.PrintableText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Authenticator for requests of the front proxy. It trusts identity headers only on connections with a certificate that
 * the front proxy's own authority signed for an allowed name, and ignores them on all others.
 */
final class FrontProxyAuthenticator implements Authenticator {
    private final Supplier<FrontProxy> frontProxy;
    private final ClientVerifier verifier;

    FrontProxyAuthenticator(Supplier<FrontProxy> frontProxy, ClientVerifier verifier) {
        this.frontProxy = requireNonNull(frontProxy, "frontProxy");
        this.verifier = requireNonNull(verifier, "verifier");
    }

    @Override
    public AccessOutcome known() {
        return AccessOutcome.FRONT_PROXY;
    }

    @Override
    public Authentication authenticate(GuardedRequest request) {
        FrontProxy proxy = frontProxy.get();
        String name = first(request, proxy.usernameHeaders());
        if (name.isEmpty() || request.peer().isEmpty()) {
            return new NoOpinion();
        }
        String objection = verifier.objection(proxy.authorities(), request.peer());
        if (!objection.isEmpty()) {
            return new Rejected("front proxy's certificate: " + objection);
        }
        String commonName = DistinguishedName.commonName(request.peer().get(0));
        if (!proxy.allowedNames().isEmpty() && !proxy.allowedNames().contains(commonName)) {
            return new Rejected("front proxy's certificate: its common name \"" + PrintableText.escape(commonName)
                    + "\" is not in requestheader-allowed-names " + proxy.allowedNames());
        }
        return new Known(
                new Caller(name, first(request, proxy.uidHeaders()), groups(request, proxy), extra(request, proxy)));
    }

    /** Returns the first line of the first header that is not empty there, as kube-apiserver reads it. */
    private static String first(GuardedRequest request, List<String> names) {
        for (String name : names) {
            List<String> values = request.values(name);
            if (!values.isEmpty() && !values.get(0).isEmpty()) {
                return values.get(0);
            }
        }
        return "";
    }

    /** Returns the groups, one per header line; a comma is part of a name. */
    private static List<String> groups(GuardedRequest request, FrontProxy proxy) {
        List<String> groups = new ArrayList<>();
        for (String name : proxy.groupHeaders()) {
            request.values(name).stream().filter(value -> !value.isEmpty()).forEach(groups::add);
        }
        return groups;
    }

    private static Map<String, List<String>> extra(GuardedRequest request, FrontProxy proxy) {
        Map<String, List<String>> extra = new TreeMap<>();
        for (GuardedRequest.Header header : request.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            for (String prefix : proxy.extraPrefixes()) {
                String start = prefix.toLowerCase(Locale.ROOT);
                if (!start.isEmpty() && name.startsWith(start)) {
                    extra.computeIfAbsent(unescaped(name.substring(start.length())), unused -> new ArrayList<>())
                            .add(header.value());
                    break;
                }
            }
        }
        return extra;
    }

    /** The sender percent-encodes characters that header names exclude; an invalid escape is kept literally. */
    private static String unescaped(String key) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c != '%') {
                bytes.write(c);
                continue;
            }
            int high = i + 2 < key.length() ? Character.digit(key.charAt(i + 1), 16) : -1;
            int low = i + 2 < key.length() ? Character.digit(key.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return key;
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
