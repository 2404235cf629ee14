package io.kubestats.security;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The identity of a caller, in the terms of Kubernetes.
 *
 * @param uid empty if unknown
 * @param extra further attributes, sorted by key
 */
record Caller(String name, String uid, List<String> groups, Map<String, List<String>> extra) {
    static final String AUTHENTICATED = "system:authenticated";
    static final Caller ANONYMOUS = new Caller("system:anonymous", "", List.of("system:unauthenticated"), Map.of());

    /** Largest {@link #size} of an identity that is accepted: far above any real one. */
    static final int LARGEST = 512 << 10;

    /** Allowance for the objects that hold one group or extra value. */
    private static final int ENTRY = 100;

    private static final String MASTERS = "system:masters";
    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

    Caller {
        requireNonNull(name, "name");
        requireNonNull(uid, "uid");
        groups = List.copyOf(groups);
        extra = new TreeMap<>(extra);
    }

    /**
     * Returns the caller with the group of all authenticated users; the aggregation layer sends users without any
     * group.
     */
    Caller authenticated() {
        if (groups.contains(AUTHENTICATED)) {
            return this;
        }
        List<String> all = new ArrayList<>(groups);
        all.add(AUTHENTICATED);
        return new Caller(name, uid, all, extra);
    }

    /** Returns whether everything is allowed without a review, as for this group throughout Kubernetes. */
    boolean isMaster() {
        return groups.contains(MASTERS);
    }

    /**
     * Returns whose share of caches and of reviews in flight the caller takes. The service accounts of one namespace
     * have one share, since a user who can create one there can create many.
     */
    String share() {
        int end = name.startsWith(SERVICE_ACCOUNT) ? name.indexOf(':', SERVICE_ACCOUNT.length()) : -1;
        return end < 0 ? name : name.substring(0, end);
    }

    /** Returns the size of the identity in characters, with an allowance for each of its parts. */
    int size() {
        long size = (long) name.length() + uid.length();
        for (String group : groups) {
            size += ENTRY + group.length();
        }
        for (Map.Entry<String, List<String>> entry : extra.entrySet()) {
            size += ENTRY + entry.getKey().length();
            for (String value : entry.getValue()) {
                size += ENTRY + value.length();
            }
        }
        return (int) Math.min(size, Integer.MAX_VALUE);
    }
}
