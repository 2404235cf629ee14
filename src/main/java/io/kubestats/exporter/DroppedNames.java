package io.kubestats.exporter;

/** Names of interfaces and volumes that say nothing, and would make most of the series. */
final class DroppedNames {
    /** Tunnels that the kernel puts into every network namespace, used or not. */
    private static final String[] TUNNELS = {
        "tunl", "gre", "gretap", "erspan", "ip_vti", "ip6_vti", "sit", "ip6tnl", "ip6gre", "ip6gretap"
    };

    /** The node's ends of the pods' interfaces: the pods count the same bytes. */
    private static final String[] POD_ENDS = {"veth", "cali", "cilium", "lxc"};

    private static final String TOKEN_VOLUME = "kube-api-access-";

    private DroppedNames() {}

    static boolean isInterface(String name) {
        for (String prefix : POD_ENDS) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        for (String prefix : TUNNELS) {
            if (name.startsWith(prefix) && isNumber(name, prefix.length())) {
                return true;
            }
        }
        return name.equals("lo");
    }

    static boolean isVolume(String name) {
        return name.startsWith(TOKEN_VOLUME);
    }

    private static boolean isNumber(String name, int from) {
        for (int i = from; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return name.length() > from;
    }
}
