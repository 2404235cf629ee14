package io.kubestats.model;

import static java.util.Objects.requireNonNull;

/**
 * One volume of a pod at one time.
 *
 * @param name the volume's name in the pod's spec
 * @param persistentVolumeClaim the claim behind it, in the pod's namespace; empty if there is none
 */
public record VolumePoint(String name, String persistentVolumeClaim, FsPoint fs) {
    public VolumePoint {
        requireNonNull(name, "name");
        requireNonNull(persistentVolumeClaim, "persistentVolumeClaim");
        requireNonNull(fs, "fs");
    }
}
