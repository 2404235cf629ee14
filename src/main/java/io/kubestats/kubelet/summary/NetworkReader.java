package io.kubestats.kubelet.summary;

import io.kubestats.kubelet.answer.AnswerLimits;
import io.kubestats.kubelet.answer.SummaryNumber;
import io.kubestats.model.InterfacePoint;
import io.kubestats.model.NetworkPoint;
import io.kubestats.model.Reading;
import java.io.IOException;

/**
 * A reader of the network of a node or pod. Not thread-safe.
 *
 * <p>The kubelet writes its default interface beside the list, and takes only {@code eth0} as default. On machines
 * without {@code eth0} the default is empty; with a runtime that provides the statistics itself, the list lacks the
 * default. The result is therefore the union of both, without unnamed interfaces.
 */
final class NetworkReader {
    private final SummaryTokens json;
    private final DistinctItems<InterfacePoint> interfaces =
            new DistinctItems<>((a, b) -> a.name().equals(b.name()), InterfacePoint::name, one -> Reading.ABSENT);
    private final Counters standard = new Counters();
    private final Counters listed = new Counters();

    NetworkReader(SummaryTokens json) {
        this.json = json;
    }

    NetworkPoint network() throws IOException {
        if (!json.enterObject()) {
            return NetworkPoint.ABSENT;
        }
        interfaces.clear();
        standard.clear();
        long time = Reading.ABSENT;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "time" -> time = json.time();
                case "interfaces" -> list();
                default -> standard.read(field);
            }
        }
        standard.keep();
        return new NetworkPoint(time, standard.name, interfaces.items());
    }

    private void list() throws IOException {
        if (!json.enterArray()) {
            return;
        }
        while (json.nextItem()) {
            listed.clear();
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                listed.read(field);
            }
            listed.keep();
        }
    }

    /** The counters of the interface that is being read. */
    private final class Counters {
        private String name = "";
        private long rxBytes;
        private long rxErrors;
        private long txBytes;
        private long txErrors;

        void clear() {
            name = "";
            rxBytes = Reading.ABSENT;
            rxErrors = Reading.ABSENT;
            txBytes = Reading.ABSENT;
            txErrors = Reading.ABSENT;
        }

        void read(String field) throws IOException {
            switch (field) {
                case "name" -> name = json.name(AnswerLimits.LONGEST_INTERFACE);
                case "rxBytes" -> rxBytes = json.number(SummaryNumber.COUNTER);
                case "rxErrors" -> rxErrors = json.number(SummaryNumber.COUNTER);
                case "txBytes" -> txBytes = json.number(SummaryNumber.COUNTER);
                case "txErrors" -> txErrors = json.number(SummaryNumber.COUNTER);
                default -> json.skip();
            }
        }

        void keep() {
            if (name.isEmpty()) {
                return;
            }
            InterfacePoint point = new InterfacePoint(name, rxBytes, rxErrors, txBytes, txErrors);
            if (this == standard) {
                interfaces.addIfMissing(point);
            } else if (interfaces.add(point)) {
                json.countDuplicate("is a second interface " + name);
            }
        }
    }
}
