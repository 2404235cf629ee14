package io.kubestats.scrape;

import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An observer that records calls as lines: {@code started n fast}, {@code ended n full success}, {@code forgot n}. */
final class RecordingObserver implements ScrapeObserver {
    private final List<String> calls = new CopyOnWriteArrayList<>();

    @Override
    public void started(KubeletTarget target, Lane lane) {
        calls.add("started " + target.node() + " " + lane.label());
    }

    @Override
    public void ended(KubeletTarget target, Lane lane, ScrapeResult result) {
        calls.add("ended " + target.node() + " " + lane.label() + " " + result.outcome());
    }

    @Override
    public void overdue(KubeletTarget target, Lane lane) {
        calls.add("overdue " + target.node() + " " + lane.label());
    }

    @Override
    public void forgot(String node) {
        calls.add("forgot " + node);
    }

    List<String> calls() {
        return calls;
    }

    long count(String prefix) {
        return calls.stream().filter(call -> call.startsWith(prefix)).count();
    }

    List<String> outcomes(String node) {
        return calls.stream()
                .filter(call -> call.startsWith("ended " + node + " "))
                .map(call -> call.substring(call.lastIndexOf(' ') + 1))
                .toList();
    }
}
