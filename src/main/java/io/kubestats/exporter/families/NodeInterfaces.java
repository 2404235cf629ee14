package io.kubestats.exporter.families;

import io.kubestats.model.InterfacePoint;
import io.kubestats.model.NetworkPoint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The network interfaces of a node that get series, and its uplinks: the interfaces that together carry each byte of
 * the node's traffic once.
 *
 * <p>The uplink is the interface that the kubelet reports as default. If it reports none, or if there is a bond that
 * the default may be a member of, the uplinks are all cards; without a recognised card, the bonds, or else the only
 * interface left. A node for which that is ambiguous has no uplink, so that its total is absent.
 */
public final class NodeInterfaces {
    /** Limit on interfaces with series per node, far above the cards, bridges and tunnels of a usual node. */
    static final int MOST = 32;

    private final long timeMillis;
    private final List<InterfacePoint> points = new ArrayList<>();
    private final BitSet uplinks = new BitSet();
    private int omitted;

    private NodeInterfaces(long timeMillis) {
        this.timeMillis = timeMillis;
    }

    /** Selects the interfaces of a node. */
    static NodeInterfaces of(NetworkPoint network) {
        NodeInterfaces selected = new NodeInterfaces(network.timeMillis());
        Map<InterfaceClass, List<InterfacePoint>> classes = classify(network);
        List<InterfacePoint> uplinks = uplinks(network, classes);
        selected.addAll(uplinks);
        selected.uplinks.set(0, selected.points.size());
        for (InterfaceClass kind : InterfaceClass.values()) {
            if (kind != InterfaceClass.POD_END && kind != InterfaceClass.IDLE) {
                List<InterfacePoint> others = new ArrayList<>(classes.getOrDefault(kind, List.of()));
                others.removeAll(uplinks);
                selected.addAll(others);
            }
        }
        return selected;
    }

    /**
     * Returns whether an interface of that name, of a node or pod, is omitted because it carries no traffic of its own.
     */
    public static boolean isLeftOut(String name) {
        InterfaceClass kind = InterfaceClass.of(name);
        return kind == InterfaceClass.POD_END || kind == InterfaceClass.IDLE;
    }

    /** Returns the kubelet's measurement time of the traffic in Unix milliseconds. */
    long timeMillis() {
        return timeMillis;
    }

    /** Returns the interfaces that get series. */
    public List<InterfacePoint> points() {
        return points;
    }

    /** Returns whether the interface at {@code index} is an uplink. */
    boolean isUplink(int index) {
        return uplinks.get(index);
    }

    /** Returns the number of interfaces without series because the node has too many. */
    int omitted() {
        return omitted;
    }

    /** Adds a class whole or not at all: a subset would change with every pod that is added or removed. */
    private void addAll(List<InterfacePoint> some) {
        if (points.size() + some.size() <= MOST) {
            points.addAll(some);
        } else {
            omitted += some.size();
        }
    }

    private static Map<InterfaceClass, List<InterfacePoint>> classify(NetworkPoint network) {
        Map<InterfaceClass, List<InterfacePoint>> classes = new EnumMap<>(InterfaceClass.class);
        List<InterfacePoint> interfaces = network.interfaces();
        for (int i = 0; i < interfaces.size(); i++) {
            InterfacePoint point = interfaces.get(i);
            classes.computeIfAbsent(InterfaceClass.of(point.name()), kind -> new ArrayList<>(2))
                    .add(point);
        }
        return classes;
    }

    private static List<InterfacePoint> uplinks(
            NetworkPoint network, Map<InterfaceClass, List<InterfacePoint>> classes) {
        boolean bonded = classes.containsKey(InterfaceClass.BOND);
        for (InterfacePoint point : network.interfaces()) {
            if (!bonded && point.name().equals(network.defaultInterface())) {
                return List.of(point);
            }
        }
        for (InterfaceClass kind : List.of(InterfaceClass.CARD, InterfaceClass.BOND, InterfaceClass.TWIN)) {
            if (classes.containsKey(kind)) {
                return bonded ? classes.get(kind) : distinct(classes.get(kind));
            }
        }
        List<InterfacePoint> unknown = classes.getOrDefault(InterfaceClass.UNKNOWN, List.of());
        return unknown.size() == 1 ? unknown : List.of();
    }

    /** Returns the cards without Windows adapters that repeat the counters of another: one card may have several. */
    private static List<InterfacePoint> distinct(List<InterfacePoint> cards) {
        List<InterfacePoint> distinct = new ArrayList<>(cards.size());
        for (InterfacePoint card : cards) {
            if (card.name().indexOf(' ') < 0 || distinct.stream().noneMatch(other -> hasSameTraffic(card, other))) {
                distinct.add(card);
            }
        }
        return distinct;
    }

    private static boolean hasSameTraffic(InterfacePoint one, InterfacePoint other) {
        return one.rxBytes() == other.rxBytes() && one.txBytes() == other.txBytes();
    }
}
