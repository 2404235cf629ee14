package io.kubestats.exporter.families;

import java.util.List;
import java.util.Locale;

/**
 * The kind of a network interface of a node, guessed from its name: the kubelet reports names and counters only. Cards
 * are recognised by the naming schemes of systemd, the kernel and Windows; everything else is at most a candidate.
 */
enum InterfaceClass {
    /** A network card. */
    CARD,
    /** A second view of a card: the virtual function behind a synthetic adapter. Without such an adapter, a card. */
    TWIN,
    /** An aggregate of cards. */
    BOND,
    /** A bridge, tunnel, VLAN or other device whose traffic also passes a card or never leaves the node. */
    VIRTUAL,
    /** The node's end of a pod's interface. */
    POD_END,
    /** Loopback, and the tunnel devices that the kernel adds to every network namespace. */
    IDLE,
    /** A name of no known scheme. */
    UNKNOWN;

    /** Prefixes of tunnels that exist in every network namespace; a number follows. */
    private static final List<String> TUNNELS =
            List.of("tunl", "gre", "gretap", "erspan", "ip_vti", "ip6_vti", "sit", "ip6tnl", "ip6gre", "ip6gretap");

    private static final List<String> POD_ENDS =
            List.of("veth", "cali", "cilium", "lxc", "azv", "eni", "gke", "k6t-", "tap", "vnet", "vif");

    /** Two-letter types of systemd's predictable names: Ethernet, InfiniBand, WLAN, WWAN. */
    private static final List<String> PREDICTABLE = List.of("en", "ib", "wl", "ww");

    /** Prefixes of cards' names outside systemd's scheme; a number follows. */
    private static final List<String> CARDS = List.of("eth", "em", "ib", "wlan", "venet", "ethernet");

    private static final List<String> BONDS = List.of("bond", "team");

    private static final List<String> VIRTUALS = List.of(
            "br-",
            "cbr",
            "virbr",
            "vmbr",
            "lxdbr",
            "xenbr",
            "bridge",
            "cni",
            "docker",
            "podman",
            "nerdctl",
            "kube-",
            "nodelocaldns",
            "weave",
            "datapath",
            "flannel",
            "vxlan",
            "genev",
            "antrea",
            "ovs",
            "ovn",
            "tun",
            "wg",
            "wireguard",
            "kilo",
            "tailscale",
            "zt",
            "vlan",
            "macvlan",
            "macvtap",
            "ipvlan",
            "dummy",
            "ifb",
            "nlmon",
            "vrf",
            "vti",
            "ipsec",
            "xfrm",
            "ppp",
            "l2tp");

    private static final List<String> WINDOWS_VIRTUALS = List.of(
            "vethernet",
            "hyper-v virtual",
            "virtual switch",
            "loopback",
            "isatap",
            "teredo",
            "6to4",
            "ip-https",
            "kernel debug",
            "miniport",
            "wi-fi direct",
            "bluetooth",
            "tunnel",
            "pseudo-interface",
            "lightweight filter",
            "packet scheduler");

    private static final List<String> WINDOWS_TWINS =
            List.of("virtual function", "virtual adapter", "virtual ethernet");

    private static final List<String> WINDOWS_CARDS =
            List.of("adapter", "ethernet", "network", "connection", "controller", "gigabit", "gbe");

    /** The shortest run of hexadecimal digits that is taken for a hash. */
    private static final int HASH = 8;

    /** Returns the class of the interface called {@code name}. */
    static InterfaceClass of(String name) {
        if (name.indexOf(' ') >= 0 || name.startsWith("Ethernet") || name.startsWith("vEthernet")) {
            return ofWindows(name.toLowerCase(Locale.ROOT));
        }
        if (isIdle(name)) {
            return IDLE;
        }
        if (isPodEnd(name)) {
            return POD_END;
        }
        if (isBelowAnother(name) || startsWithAny(VIRTUALS, name) || isNumbered("br", name)) {
            return VIRTUAL;
        }
        if (startsWithAny(BONDS, name)) {
            return BOND;
        }
        return ofHardware(name);
    }

    private static InterfaceClass ofWindows(String name) {
        if (containsAny(WINDOWS_VIRTUALS, name)) {
            return VIRTUAL;
        }
        if (name.contains("multiplexor")) {
            return BOND;
        }
        if (containsAny(WINDOWS_TWINS, name)) {
            return TWIN;
        }
        return containsAny(WINDOWS_CARDS, name) ? CARD : UNKNOWN;
    }

    private static InterfaceClass ofHardware(String name) {
        for (String prefix : CARDS) {
            if (isNumbered(prefix, name)) {
                return CARD;
            }
        }
        if (isVirtualFunction(name)) {
            return VIRTUAL;
        }
        return isBiosName(name) ? CARD : ofPredictable(name);
    }

    /**
     * Classifies names such as {@code ens5}, {@code enp1s0f0np0} and {@code enx001122334455}. On Azure a virtual
     * function has a PCI domain of its own and no bus, as in {@code enP9121s1}.
     */
    private static InterfaceClass ofPredictable(String name) {
        if (name.length() < 4 || !PREDICTABLE.contains(name.substring(0, 2))) {
            return UNKNOWN;
        }
        int afterDigits = skipDigits(name, 3);
        return switch (name.charAt(2)) {
            case 'P' -> name.startsWith("s", afterDigits) ? TWIN : CARD;
            case 'x' -> name.length() == 15 && isHex(name, 3) ? CARD : UNKNOWN;
            case 'a', 'b', 'c', 'd', 'o', 'p', 's', 'u', 'v' -> afterDigits > 3 ? CARD : UNKNOWN;
            default -> UNKNOWN;
        };
    }

    /** Returns whether the name follows Dell's older scheme: {@code p2p1}, slot and port. */
    private static boolean isBiosName(String name) {
        int port = skipDigits(name, 1);
        return name.startsWith("p")
                && port > 1
                && name.startsWith("p", port)
                && skipDigits(name, port + 1) == name.length()
                && name.length() > port + 1;
    }

    /**
     * Returns whether the name is of a virtual function of a card or its representor: {@code ens1f0v3}, {@code pf0vf1}.
     */
    private static boolean isVirtualFunction(String name) {
        int digits = name.length();
        while (digits > 0 && isDigit(name.charAt(digits - 1))) {
            digits--;
        }
        return digits > 3
                && digits < name.length()
                && (name.charAt(digits - 1) == 'v' || name.startsWith("vf", digits - 2));
    }

    private static boolean isIdle(String name) {
        for (String prefix : TUNNELS) {
            if (isNumbered(prefix, name)) {
                return true;
            }
        }
        return name.equals("lo");
    }

    /** Returns whether a network plug-in made the name for a pod: by a known prefix, or with a hash in it. */
    private static boolean isPodEnd(String name) {
        if (startsWithAny(POD_ENDS, name)) {
            return true;
        }
        int hash = name.length();
        int digits = 0;
        while (hash > 0 && isHexDigit(name.charAt(hash - 1))) {
            hash--;
            digits += isDigit(name.charAt(hash)) ? 1 : 0;
        }
        int length = name.length() - hash;
        // A MAC address as in enx001122334455, or an index of the firmware as in eno16777736.
        boolean isCard =
                hash == 3 && PREDICTABLE.contains(name.substring(0, 2)) && (name.charAt(2) == 'x' || digits == length);
        return length >= HASH && digits > 0 && !isCard && !name.startsWith("br-");
    }

    /** Returns whether the name is of a VLAN or an alias: {@code eth0.100}, {@code eth0:1}. */
    private static boolean isBelowAnother(String name) {
        int dot = name.lastIndexOf('.');
        return (dot > 0 && skipDigits(name, dot + 1) == name.length()) || name.indexOf(':') > 0;
    }

    private static boolean startsWithAny(List<String> prefixes, String name) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static boolean containsAny(List<String> parts, String name) {
        for (String part : parts) {
            if (name.contains(part)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNumbered(String prefix, String name) {
        return name.startsWith(prefix)
                && name.length() > prefix.length()
                && skipDigits(name, prefix.length()) == name.length();
    }

    private static boolean isHex(String name, int from) {
        for (int i = from; i < name.length(); i++) {
            if (!isHexDigit(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int skipDigits(String name, int from) {
        int i = from;
        while (i < name.length() && isDigit(name.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHexDigit(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f');
    }
}
