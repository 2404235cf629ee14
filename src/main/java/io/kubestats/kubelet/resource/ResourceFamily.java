package io.kubestats.kubelet.resource;

import io.kubestats.kubelet.answer.SummaryNumber;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metric families of {@code /metrics/resource}, each with its subject and kind of value. */
enum ResourceFamily {
    NODE_CPU("node_cpu_usage_seconds_total", Subject.NODE, Kind.CPU),
    NODE_MEMORY("node_memory_working_set_bytes", Subject.NODE, Kind.WORKING_SET),
    NODE_SWAP("node_swap_usage_bytes", Subject.NODE, Kind.SWAP),
    POD_CPU("pod_cpu_usage_seconds_total", Subject.POD, Kind.CPU),
    POD_MEMORY("pod_memory_working_set_bytes", Subject.POD, Kind.WORKING_SET),
    POD_SWAP("pod_swap_usage_bytes", Subject.POD, Kind.SWAP),
    CONTAINER_CPU("container_cpu_usage_seconds_total", Subject.CONTAINER, Kind.CPU),
    CONTAINER_MEMORY("container_memory_working_set_bytes", Subject.CONTAINER, Kind.WORKING_SET),
    CONTAINER_SWAP("container_swap_usage_bytes", Subject.CONTAINER, Kind.SWAP),
    CONTAINER_START("container_start_time_seconds", Subject.CONTAINER, Kind.START_TIME),
    SCRAPE_ERROR("resource_scrape_error", Subject.ANSWER, Kind.ERROR),
    OLD_SCRAPE_ERROR("scrape_error", Subject.ANSWER, Kind.ERROR),
    /** Any family that is not used. */
    OTHER("", Subject.NOTHING, Kind.NOTHING);

    private static final Map<String, ResourceFamily> BY_NAME = Stream.of(values())
            .filter(family -> family != OTHER)
            .collect(Collectors.toUnmodifiableMap(family -> family.text, Function.identity()));

    private final String text;
    private final Subject subject;
    private final Kind kind;

    ResourceFamily(String text, Subject subject, Kind kind) {
        this.text = text;
        this.subject = subject;
        this.kind = kind;
    }

    static ResourceFamily of(String name) {
        return BY_NAME.getOrDefault(name, OTHER);
    }

    Subject subject() {
        return subject;
    }

    Kind kind() {
        return kind;
    }

    /** The object that a family describes. */
    enum Subject {
        NODE,
        POD,
        CONTAINER,
        ANSWER,
        NOTHING
    }

    /** The kind of value, with the power of ten that scales it for storage and its largest plausible value. */
    enum Kind {
        CPU(9, SummaryNumber.COUNTER.most()),
        WORKING_SET(0, SummaryNumber.AMOUNT.most()),
        SWAP(0, SummaryNumber.AMOUNT.most()),
        START_TIME(3, ResourceLine.LATEST_MILLIS),
        ERROR(0, Long.MAX_VALUE),
        NOTHING(0, Long.MAX_VALUE);

        private final int scale;
        private final long most;

        Kind(int scale, long most) {
            this.scale = scale;
            this.most = most;
        }

        int scale() {
            return scale;
        }

        long most() {
            return most;
        }
    }
}
