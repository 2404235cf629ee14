package io.kubestats.kubelet;

import io.kubestats.model.Anomaly;
import io.kubestats.model.ContainerDetail;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.FsPoint;
import io.kubestats.model.PressurePoint;
import java.io.IOException;
import java.util.List;

/** Reads the containers of a pod and the system containers of a node, alike in form. Not safe for several threads. */
final class ContainerReader {
    private static final int IO = 1;
    private static final int ROOTFS = 2;
    private static final int LOGS = 4;

    private final SummaryTokens json;
    private final UsageReader usages;
    private final UsageFields usage;
    private final StorageReader storage;
    private final AnomalyCounts anomalies;
    private final NewestByName<ContainerPoint> containers = new NewestByName<>(
            (a, b) -> a.name().equals(b.name()),
            ContainerPoint::name,
            container -> container.usage().startTimeMillis());
    private boolean sawFullOnly;

    ContainerReader(SummaryTokens json, UsageReader usages, StorageReader storage, AnomalyCounts anomalies) {
        this.json = json;
        this.usages = usages;
        this.usage = new UsageFields(json, usages);
        this.storage = storage;
        this.anomalies = anomalies;
    }

    /** The containers in any order, null as none; the list is filled anew for the next pod. */
    List<ContainerPoint> containers() throws IOException {
        containers.clear();
        if (json.enterArray()) {
            while (json.nextItem()) {
                if (containers.add(container())) {
                    anomalies.add(Anomaly.DUPLICATE);
                }
            }
        }
        return containers.items();
    }

    /** Whether any container so far had a field that only the full answer has. */
    boolean sawFullOnly() {
        return sawFullOnly;
    }

    private ContainerPoint container() throws IOException {
        usage.clear();
        String name = "";
        PressurePoint io = PressurePoint.ABSENT;
        FsPoint rootfs = FsPoint.ABSENT;
        FsPoint logs = FsPoint.ABSENT;
        int seen = 0;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "name" -> name = json.name();
                case "io" -> {
                    seen = json.once(seen, IO);
                    io = usages.io();
                }
                case "rootfs" -> {
                    seen = json.once(seen, ROOTFS);
                    rootfs = storage.fs();
                }
                case "logs" -> {
                    seen = json.once(seen, LOGS);
                    logs = storage.fs();
                }
                default -> usage.read(field);
            }
        }
        if (name.isEmpty()) {
            throw json.malformed("a container has no name");
        }
        sawFullOnly |= seen != 0;
        ContainerDetail detail = seen == 0 ? ContainerDetail.ABSENT : new ContainerDetail(rootfs, logs, io);
        return new ContainerPoint(name, usage.point(), detail);
    }
}
