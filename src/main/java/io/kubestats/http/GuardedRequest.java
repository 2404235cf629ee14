package io.kubestats.http;

import static java.util.Objects.requireNonNull;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a guard sees of a request.
 *
 * @param path as it was sent, still escaped
 * @param query as it was sent, without the question mark; empty if there is none
 * @param headers one for each line, in order
 * @param remote the address of the other side
 * @param peer the certificate that the other side showed, with its chain, not verified; empty if it showed none
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

    /** The values of each line of that name, whatever its case. */
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
