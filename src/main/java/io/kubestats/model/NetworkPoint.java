package io.kubestats.model;

import java.util.List;

/**
 * Traffic of a node or pod at one time.
 *
 * @param timeMillis when the kubelet measured it, Unix time
 * @param interfaces every interface once: the union of the kubelet's default interface and its list
 */
public record NetworkPoint(long timeMillis, List<InterfacePoint> interfaces) {
    /** No network was reported. */
    public static final NetworkPoint ABSENT = new NetworkPoint(Reading.ABSENT, List.of());

    public NetworkPoint {
        interfaces = List.copyOf(interfaces);
    }
}
