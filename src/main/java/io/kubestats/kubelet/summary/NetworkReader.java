package io.kubestats.kubelet.summary;

import io.kubestats.kubelet.answer.AnswerLimits;
import io.kubestats.kubelet.answer.SummaryNumber;
import io.kubestats.model.InterfacePoint;
import io.kubestats.model.NetworkPoint;
import io.kubestats.model.Reading;
import java.io.IOException;

/**
 * Reads the network of a node or pod. Not thread-safe.
 *
 * <p>The kubelet repeats one interface, its default, beside the list. It looks for {@code eth0} and no other name: on
 * machines that have none the default is empty, and with a runtime that serves the statistics itself the list lacks it.
 * So the interfaces are the union of both, and one without a name is none.
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

    /** One interface while it is read. */
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
