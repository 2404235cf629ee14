package io.kubestats.kubelet.summary;

import io.kubestats.kubelet.answer.AnswerLimits;
import io.kubestats.model.ContainerDetail;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.FsPoint;
import io.kubestats.model.PressurePoint;
import io.kubestats.model.UsageDetail;
import io.kubestats.model.UsagePoint;
import java.io.IOException;
import java.util.List;

/** A reader of the containers of a pod and of the system containers of a node. Not thread-safe. */
final class ContainerReader {
    private final SummaryTokens json;
    private final UsageReader usages;
    private final UsageFields usage;
    private final StorageReader storage;
    private final DistinctItems<ContainerPoint> containers = new DistinctItems<>(
            (a, b) -> a.name().equals(b.name()),
            ContainerPoint::name,
            container -> container.usage().startTimeMillis());
    private boolean complete;
    private boolean sawFullOnly;

    ContainerReader(SummaryTokens json, UsageReader usages, UsageFields usage, StorageReader storage) {
        this.json = json;
        this.usages = usages;
        this.usage = usage;
        this.storage = storage;
    }

    /** Reads the containers, with null as an empty list; the result is valid until the next call. */
    List<ContainerPoint> containers() throws IOException {
        containers.clear();
        complete = !json.isOtherThanArray();
        if (json.enterArray()) {
            int skippedBefore = json.skippedItems();
            while (json.nextItem()) {
                ContainerPoint container = container();
                if (container.name().isEmpty()) {
                    json.countEntry("is a container without a name that can be used");
                    complete &= hasNoReadings(container);
                } else if (containers.add(container)) {
                    json.countDuplicate("is a second container " + container.name());
                }
            }
            complete &= json.skippedItems() == skippedBefore && !containers.hasConflicts();
        }
        return containers.items();
    }

    /** Returns whether every container of the last list was readable. */
    boolean isComplete() {
        return complete;
    }

    private static boolean hasNoReadings(ContainerPoint container) {
        return container.usage().withDetail(UsageDetail.ABSENT).equals(UsagePoint.ABSENT)
                && container.usage().detail().equals(UsageDetail.ABSENT)
                && container.detail().equals(ContainerDetail.ABSENT);
    }

    /** Returns whether any container so far had a field that is specific to the full form. */
    boolean sawFullOnly() {
        return sawFullOnly;
    }

    private ContainerPoint container() throws IOException {
        usage.clear();
        String name = "";
        PressurePoint io = PressurePoint.ABSENT;
        FsPoint rootfs = FsPoint.ABSENT;
        FsPoint logs = FsPoint.ABSENT;
        boolean full = false;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "name" -> name = json.name(AnswerLimits.LONGEST_LABEL);
                case "io" -> {
                    full = true;
                    io = usages.io();
                }
                case "rootfs" -> {
                    full = true;
                    rootfs = storage.fs();
                }
                case "logs" -> {
                    full = true;
                    logs = storage.fs();
                }
                default -> usage.read(field);
            }
        }
        sawFullOnly |= full;
        ContainerDetail detail = full ? new ContainerDetail(rootfs, logs, io) : ContainerDetail.ABSENT;
        return new ContainerPoint(name, usage.point(), detail);
    }
}
