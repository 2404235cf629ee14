package io.kubestats.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Traffic of a node or pod at one time.
 *
 * @param timeMillis time of measurement by the kubelet, Unix time
 * @param defaultInterface the name of the interface that the kubelet reports as default; empty if it reports none
 * @param interfaces every interface once: the union of the kubelet's default interface and its list
 */
public record NetworkPoint(long timeMillis, String defaultInterface, List<InterfacePoint> interfaces) {
    /** No network was reported. */
    public static final NetworkPoint ABSENT = new NetworkPoint(Reading.ABSENT, "", List.of());

    public NetworkPoint {
        requireNonNull(defaultInterface, "defaultInterface");
        interfaces = List.copyOf(interfaces);
    }
}
