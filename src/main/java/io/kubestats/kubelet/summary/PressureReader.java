package io.kubestats.kubelet.summary;

import io.kubestats.kubelet.answer.SummaryNumber;
import io.kubestats.model.PressureAverages;
import io.kubestats.model.PressurePoint;
import io.kubestats.model.Reading;
import java.io.IOException;
import java.util.Arrays;

/**
 * A reader of pressure stall information (PSI): {@code some} is the time in which at least one task waited,
 * {@code full} the time in which all tasks were stalled. Not thread-safe.
 */
final class PressureReader {
    private static final int WAITING = 0;
    private static final int STALLED = 3;

    private final SummaryTokens json;
    private final float[] averages = new float[6];
    private boolean keepAverages;
    private boolean averagesSeen;

    PressureReader(SummaryTokens json) {
        this.json = json;
    }

    PressurePoint psi() throws IOException {
        if (!json.enterObject()) {
            return PressurePoint.ABSENT;
        }
        long waiting = Reading.ABSENT;
        long stalled = Reading.ABSENT;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "some" -> waiting = total(WAITING);
                case "full" -> stalled = total(STALLED);
                default -> json.skip();
            }
        }
        return new PressurePoint(waiting, stalled);
    }

    void keepAverages(boolean keep) {
        keepAverages = keep;
    }

    PressureAverages takeAverages() {
        if (!averagesSeen) {
            return PressureAverages.ABSENT;
        }
        averagesSeen = false;
        return new PressureAverages(averages[0], averages[1], averages[2], averages[3], averages[4], averages[5]);
    }

    /** Reads the unconverted total. It is documented as nanoseconds, but kernel and kubelet report microseconds. */
    private long total(int firstAverage) throws IOException {
        long total = Reading.ABSENT;
        if (json.enterObject()) {
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                switch (field) {
                    case "total" -> total = json.number(SummaryNumber.COUNTER);
                    case "avg10" -> average(firstAverage);
                    case "avg60" -> average(firstAverage + 1);
                    case "avg300" -> average(firstAverage + 2);
                    default -> json.skip();
                }
            }
        }
        return total;
    }

    private void average(int position) throws IOException {
        if (!keepAverages) {
            json.skipKnown();
            return;
        }
        if (!averagesSeen) {
            Arrays.fill(averages, Float.NaN);
            averagesSeen = true;
        }
        averages[position] = json.percent();
    }
}
