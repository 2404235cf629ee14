package io.kubestats.model;

import static java.util.Objects.requireNonNull;

/**
 * One volume of a pod at one time.
 *
 * @param name the volume's name in the pod's spec
 * @param persistentVolumeClaim the name of the claim in the pod's namespace; empty for other volumes
 */
public record VolumePoint(String name, String persistentVolumeClaim, FsPoint fs) {
    public VolumePoint {
        requireNonNull(name, "name");
        requireNonNull(persistentVolumeClaim, "persistentVolumeClaim");
        requireNonNull(fs, "fs");
    }
}
