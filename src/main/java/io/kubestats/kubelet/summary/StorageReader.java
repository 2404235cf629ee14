package io.kubestats.kubelet.summary;

import io.kubestats.kubelet.answer.AnswerLimits;
import io.kubestats.kubelet.answer.SummaryNumber;
import io.kubestats.model.FsPoint;
import io.kubestats.model.Reading;
import io.kubestats.model.VolumePoint;
import java.io.IOException;
import java.util.List;

/** A reader of filesystems and of the volumes of a pod. Not thread-safe. */
final class StorageReader {
    private final SummaryTokens json;
    private final DistinctItems<VolumePoint> volumes =
            new DistinctItems<>((a, b) -> a.name().equals(b.name()), VolumePoint::name, volume -> Reading.ABSENT);

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
        return point();
    }

    /** Reads the volumes of a pod; the list is valid until the next call. */
    List<VolumePoint> volumes() throws IOException {
        volumes.clear();
        if (json.enterArray()) {
            while (json.nextItem()) {
                VolumePoint volume = volume();
                if (volume.name().isEmpty()) {
                    json.countEntry("is a volume without a name that can be used");
                } else if (volumes.add(volume)) {
                    json.countDuplicate("is a second volume " + volume.name());
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
                case "name" -> name = json.name(AnswerLimits.LONGEST_LABEL);
                case "pvcRef" -> claim = claim();
                default -> fsField(field);
            }
        }
        return new VolumePoint(name, claim, point());
    }

    /**
     * Creates the point without false zeros. The kubelet writes unknown values as 0. No filesystem has a size of 0, so
     * with a size of 0 all zeros are absent readings. A filesystem without inodes, such as ZFS or btrfs, reports a
     * total of 0 inodes, so all its inode readings are absent.
     */
    private FsPoint point() {
        boolean sizeKnown = capacity != 0;
        boolean inodesKnown = inodes != 0;
        return new FsPoint(
                time,
                sizeKnown ? available : unlessZero(available),
                sizeKnown ? capacity : Reading.ABSENT,
                sizeKnown ? used : unlessZero(used),
                inodesKnown ? inodesFree : Reading.ABSENT,
                inodesKnown ? inodes : Reading.ABSENT,
                inodesKnown ? inodesUsed : Reading.ABSENT);
    }

    private static long unlessZero(long reading) {
        return reading == 0 ? Reading.ABSENT : reading;
    }

    private String claim() throws IOException {
        String name = "";
        if (json.enterObject()) {
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                if (field.equals("name")) {
                    name = json.name(AnswerLimits.LONGEST_NAME);
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
            case "availableBytes" -> available = json.number(SummaryNumber.FREE);
            case "capacityBytes" -> capacity = json.number(SummaryNumber.CAPACITY);
            case "usedBytes" -> used = json.number(SummaryNumber.USED);
            case "inodesFree" -> inodesFree = json.number(SummaryNumber.USED);
            case "inodes" -> inodes = json.number(SummaryNumber.USED);
            case "inodesUsed" -> inodesUsed = json.number(SummaryNumber.USED);
            default -> json.skip();
        }
    }
}
