package io.kubestats.exporter.families;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterfaceClassTest {
    /** Prefixes of VLANs, and of cards that udev names by their MAC address. */
    private static final Set<String> RESERVED_PREFIXES = Set.of("vlan", "slx", "wlx", "wwx");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CARD    | eth0, eth1, eth10, em1, p2p1, wlan0, ib0, venet0
            CARD    | eno1, eno16777736, ens5, ens192, enp0s3, enp0s31f6, enp94s0f1np1, enp1s0f0np0
            CARD    | enx001122334455, enc600, end0, env2, enP2p1s0f0, wlp3s0, ibp65s0, wwp0s20u4
            CARD    | Microsoft Hyper-V Network Adapter, Microsoft Hyper-V Network Adapter _2
            CARD    | Amazon Elastic Network Adapter, vmxnet3 Ethernet Adapter, Red Hat VirtIO Ethernet Adapter
            CARD    | Intel[R] 82574L Gigabit Network Connection, Ethernet, Ethernet 2
            TWIN    | enP9121s1, enP53091s1np0, Mellanox ConnectX-4 Lx Virtual Ethernet Adapter
            TWIN    | Microsoft Azure Network Adapter Virtual Function
            BOND    | bond0, bond1, bond-lan, team0, Microsoft Network Adapter Multiplexor Driver
            VIRTUAL | br0, br-ex, br-0a1b2c3d4e5f, cbr0, cni0, cni-podman0, docker0, virbr0, kube-bridge
            VIRTUAL | eth0.100, bond0.42, ens5.7, eth0:1, vlan100, vlan.eth.1, macvtap0, ipvlan1, dummy0, ifb0
            VIRTUAL | flannel.1, flannel-v6.1, vxlan.calico, vxlan_sys_4789, genev_sys_6081, wg0, wireguard.cali, tun0
            VIRTUAL | kube-ipvs0, nodelocaldns, weave, datapath, antrea-gw0, ovs-system, ovn-k8s-mp0, kilo0
            VIRTUAL | ens1f0v3, pf0vf1, vEthernet (Ethernet), Hyper-V Virtual Ethernet Adapter _2
            VIRTUAL | Hyper-V Virtual Switch Extension Adapter, Teredo Tunneling Pseudo-Interface
            VIRTUAL | Microsoft Kernel Debug Network Adapter, Software Loopback Interface 1
            POD_END | veth0a1b2c3d, vethwepl12, cali0a1b2c3d4e5, cilium_host, lxc0a1b2c3d4e5f, lxc_health, azv0a1b2c3d4e
            POD_END | eni0a1b2c3d4e5, gke0a1b2c3d4e5, 0123456789abcde, v-h0a1b2c3d4, tap0a1b2c3d-4e, k6t-eth0, vnet3
            POD_END | nginx-0a1b2c3d, fedcba987654321
            IDLE    | lo, tunl0, gre0, gretap0, erspan0, ip_vti0, ip6_vti0, sit0, ip6tnl0, ip6gre0
            UNKNOWN | uplink, lan0, mgmt0, net1, gre, green0, lo0, sit, ensemble, energy, face
            """)
    void classifiesNames(InterfaceClass expected, String names) {
        for (String name : names.split(", ", -1)) {
            assertThat(InterfaceClass.of(name)).as(name).isEqualTo(expected);
        }
    }

    /** Unknown plug-ins also name the node's ends of pod interfaces by a prefix and a hash. */
    @Property(tries = 500)
    void knowsPodEndsOfAnyPluginByTheirHash(@ForAll("podEnds") String name) {
        assertThat(InterfaceClass.of(name)).isEqualTo(InterfaceClass.POD_END);
    }

    @Property(tries = 200)
    void findsAClassForAnyName(@ForAll String name) {
        assertThat(InterfaceClass.of(name)).isNotNull();
    }

    @Provide
    Arbitrary<String> podEnds() {
        Arbitrary<String> prefixes = Arbitraries.strings()
                .withCharRange('g', 'z')
                .ofMaxLength(4)
                .filter(prefix -> !RESERVED_PREFIXES.contains(prefix));
        Arbitrary<String> hashes = Arbitraries.strings()
                .withCharRange('0', '9')
                .withCharRange('a', 'f')
                .ofMinLength(9)
                .ofMaxLength(11)
                .map(hash -> "a" + hash + "7");
        return Combinators.combine(prefixes, hashes).as(String::concat);
    }
}
