package io.kubestats.security;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who asks, in the words of Kubernetes.
 *
 * @param uid empty if not known
 * @param extra what else is known, sorted by key
 */
record Caller(String name, String uid, List<String> groups, Map<String, List<String>> extra) {
    static final String AUTHENTICATED = "system:authenticated";
    static final Caller ANONYMOUS = new Caller("system:anonymous", "", List.of("system:unauthenticated"), Map.of());

    private static final String MASTERS = "system:masters";

    Caller {
        requireNonNull(name, "name");
        requireNonNull(uid, "uid");
        groups = List.copyOf(groups);
        extra = new TreeMap<>(extra);
    }

    /** The same as one of all that have proved who they are; the aggregation layer sends users without any group. */
    Caller authenticated() {
        if (groups.contains(AUTHENTICATED)) {
            return this;
        }
        List<String> all = new ArrayList<>(groups);
        all.add(AUTHENTICATED);
        return new Caller(name, uid, all, extra);
    }

    /** Whether everything is allowed without a question, as it is throughout Kubernetes. */
    boolean isMaster() {
        return groups.contains(MASTERS);
    }
}
