package io.kubestats.security;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Configuration of the front proxy: its authorities, its names, and the headers that carry the identity of a caller.
 *
 * @param authorities authorities that sign its certificate
 * @param allowedNames permitted common names of its certificate; any, if empty
 * @param extraPrefixes prefixes of headers with extra attributes
 */
record FrontProxy(
        TrustedAuthorities authorities,
        List<String> allowedNames,
        List<String> usernameHeaders,
        List<String> groupHeaders,
        List<String> extraPrefixes,
        List<String> uidHeaders) {
    static final FrontProxy NONE =
            new FrontProxy(TrustedAuthorities.none(), List.of(), List.of(), List.of(), List.of(), List.of());

    FrontProxy {
        requireNonNull(authorities, "authorities");
        allowedNames = List.copyOf(allowedNames);
        usernameHeaders = List.copyOf(usernameHeaders);
        groupHeaders = List.copyOf(groupHeaders);
        extraPrefixes = List.copyOf(extraPrefixes);
        uidHeaders = List.copyOf(uidHeaders);
    }
}
