package io.kubestats.http;

import static java.util.Objects.requireNonNull;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as seen by a guard.
 *
 * @param path the path as sent, still escaped
 * @param query the query as sent, without the question mark; empty if absent
 * @param headers one element per header line, in order
 * @param remote the address of the peer
 * @param peer the certificate chain that the peer presented, not verified; empty if it presented none
 */
public record GuardedRequest(
        String method, String path, String query, List<Header> headers, String remote, List<X509Certificate> peer) {
    public GuardedRequest {
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        requireNonNull(query, "query");
        headers = List.copyOf(headers);
        requireNonNull(remote, "remote");
        peer = List.copyOf(peer);
    }

    /** Returns the value of each line of that name, ignoring case. */
    public List<String> values(String name) {
        List<String> values = new ArrayList<>();
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                values.add(header.value());
            }
        }
        return values;
    }

    /** One header line. */
    public record Header(String name, String value) {
        public Header {
            requireNonNull(name, "name");
            requireNonNull(value, "value");
        }
    }
}
