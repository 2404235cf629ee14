package io.kubestats.store;

import io.kubestats.model.AnswerForm;
import io.kubestats.model.NodeBatch;
import io.kubestats.store.LawWorld.Fault;
import io.kubestats.store.LawWorld.Node;
import io.kubestats.store.LawWorld.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** An event in a world; most are scrapes. */
record LawAction(Kind kind, int node, int pod, int amount) {
    private static final List<Fault> FAULTS = List.of(Fault.values());

    enum Kind {
        SCRAPE_FAST,
        SCRAPE_FULL,
        SCRAPE_RESOURCE,
        OLD_ANSWER,
        START,
        STOP,
        RESTART,
        RESET,
        LOAD,
        FAULT,
        FORGET,
        OUR_CLOCK,
        KUBELET_CLOCK,
        PASS
    }

    static Arbitrary<LawAction> any() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(16, Kind.SCRAPE_FAST),
                Tuple.of(5, Kind.SCRAPE_FULL),
                Tuple.of(3, Kind.SCRAPE_RESOURCE),
                Tuple.of(2, Kind.OLD_ANSWER),
                Tuple.of(6, Kind.START),
                Tuple.of(1, Kind.STOP),
                Tuple.of(2, Kind.RESTART),
                Tuple.of(2, Kind.RESET),
                Tuple.of(2, Kind.LOAD),
                Tuple.of(4, Kind.FAULT),
                Tuple.of(1, Kind.FORGET),
                Tuple.of(1, Kind.OUR_CLOCK),
                Tuple.of(1, Kind.KUBELET_CLOCK),
                Tuple.of(14, Kind.PASS));
        return Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(0, LawWorld.NODES - 1),
                        Arbitraries.integers().between(0, LawWorld.PODS - 1),
                        Arbitraries.integers().between(1, 45))
                .as(LawAction::new);
    }

    /** Performs the event and returns the resulting batch, if any. */
    Optional<NodeBatch> apply(LawWorld world, StoreFixture fixture) {
        Node where = world.node(node);
        Optional<Pod> which = Optional.ofNullable(where.pods.get("p" + pod));
        switch (kind) {
            case SCRAPE_FAST -> {
                return Optional.of(world.batch(where, AnswerForm.SUMMARY_CPU_AND_MEMORY));
            }
            case SCRAPE_FULL -> {
                return Optional.of(world.batch(where, AnswerForm.SUMMARY));
            }
            case SCRAPE_RESOURCE -> {
                return Optional.of(world.batch(where, AnswerForm.RESOURCE_METRICS));
            }
            case OLD_ANSWER -> {
                return where.sent.stream()
                        .skip(Math.max(0, where.sent.size() - amount % 4))
                        .findFirst();
            }
            case START -> world.start(where, pod, amount);
            case STOP -> where.pods.remove("p" + pod);
            case RESTART -> which.ifPresent(each -> world.restart(each, where));
            case RESET -> which.ifPresent(each -> each.containers.get(0).coreNanoSeconds /= 2);
            case LOAD -> which.ifPresent(each -> each.containers.get(0).loadPercent = amount * 100L);
            case FAULT ->
                which.ifPresent(each -> each.containers.get(amount % each.containers.size()).fault =
                        FAULTS.get(amount % FAULTS.size()));
            case FORGET -> fixture.store.forget(where.name);
            case OUR_CLOCK -> fixture.clock.step(Duration.ofMinutes(amount - 20L));
            case KUBELET_CLOCK -> where.skewSeconds += (amount - 20L) * 60;
            case PASS -> {
                fixture.clock.advance(Duration.ofSeconds(amount));
                world.pass(amount);
            }
        }
        return Optional.empty();
    }
}
