package io.kubestats.security;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counters of requests by outcome, since the start. Thread-safe. */
public final class AccessDecisions {
    private final Map<AccessOutcome, LongAdder> counts = new EnumMap<>(AccessOutcome.class);

    AccessDecisions() {
        for (AccessOutcome outcome : AccessOutcome.values()) {
            counts.put(outcome, new LongAdder());
        }
    }

    /** Returns the number of requests with that outcome so far. */
    public long count(AccessOutcome outcome) {
        return adder(outcome).sum();
    }

    void add(AccessOutcome outcome) {
        adder(outcome).increment();
    }

    private LongAdder adder(AccessOutcome outcome) {
        return requireNonNull(counts.get(outcome), "outcome");
    }
}
