package io.kubestats.kubelet;

import io.kubestats.model.FsPoint;
import io.kubestats.model.Reading;
import io.kubestats.model.VolumePoint;
import java.io.IOException;
import java.util.List;

/** Reads filesystems, and the volumes of a pod. Not safe for several threads. */
final class StorageReader {
    private final SummaryTokens json;
    private final NewestByName<VolumePoint> volumes =
            new NewestByName<>((a, b) -> a.name().equals(b.name()), VolumePoint::name, volume -> 0);

    private long time;
    private long available;
    private long capacity;
    private long used;
    private long inodesFree;
    private long inodes;
    private long inodesUsed;

    StorageReader(SummaryTokens json) {
        this.json = json;
    }

    FsPoint fs() throws IOException {
        if (!json.enterObject()) {
            return FsPoint.ABSENT;
        }
        clear();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            fsField(field);
        }
        return new FsPoint(time, available, capacity, used, inodesFree, inodes, inodesUsed);
    }

    /** The volumes; the list is filled anew for the next pod. */
    List<VolumePoint> volumes() throws IOException {
        volumes.clear();
        if (json.enterArray()) {
            while (json.nextItem()) {
                VolumePoint volume = volume();
                if (!volume.name().isEmpty()) {
                    volumes.add(volume);
                }
            }
        }
        return volumes.items();
    }

    private VolumePoint volume() throws IOException {
        clear();
        String name = "";
        String claim = "";
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "name" -> name = json.name();
                case "pvcRef" -> claim = claim();
                default -> fsField(field);
            }
        }
        return new VolumePoint(name, claim, volumeFs());
    }

    /**
     * What a driver does not tell, the kubelet writes as 0. No filesystem has a size of 0, so with a size of 0 none of
     * the zeros is a reading; the same for inodes.
     */
    private FsPoint volumeFs() {
        boolean sizeKnown = capacity > 0;
        boolean inodesKnown = inodes > 0;
        return new FsPoint(
                time,
                known(available, sizeKnown),
                known(capacity, sizeKnown),
                known(used, sizeKnown),
                known(inodesFree, inodesKnown),
                known(inodes, inodesKnown),
                known(inodesUsed, inodesKnown));
    }

    private static long known(long reading, boolean zeroIsKnown) {
        return reading == 0 && !zeroIsKnown ? Reading.ABSENT : reading;
    }

    private String claim() throws IOException {
        String name = "";
        if (json.enterObject()) {
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                if (field.equals("name")) {
                    name = json.name();
                } else {
                    json.skip();
                }
            }
        }
        return name;
    }

    private void clear() {
        time = Reading.ABSENT;
        available = Reading.ABSENT;
        capacity = Reading.ABSENT;
        used = Reading.ABSENT;
        inodesFree = Reading.ABSENT;
        inodes = Reading.ABSENT;
        inodesUsed = Reading.ABSENT;
    }

    private void fsField(String field) throws IOException {
        switch (field) {
            case "time" -> time = json.time();
            case "availableBytes" -> available = json.available();
            case "capacityBytes" -> capacity = json.number();
            case "usedBytes" -> used = json.number();
            case "inodesFree" -> inodesFree = json.number();
            case "inodes" -> inodes = json.number();
            case "inodesUsed" -> inodesUsed = json.number();
            default -> json.skip();
        }
    }
}
