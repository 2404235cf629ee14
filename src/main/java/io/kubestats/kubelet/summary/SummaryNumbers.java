package io.kubestats.kubelet.summary;

import io.kubestats.kubelet.answer.SummaryNumber;
import io.kubestats.kubelet.answer.WholeNumber;
import io.kubestats.model.Anomaly;
import io.kubestats.model.Reading;
import java.io.IOException;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the numbers of one Summary that checks each against the range of its kind; numbers out of range are
 * counted and absent. Not thread-safe.
 */
final class SummaryNumbers {
    /** The block size of filesystems; a size that is a multiple of it was computed from blocks. */
    private static final long BLOCK = 4_096;

    /** The unsigned 64-bit form of −1, which means "unknown". */
    private static final BigInteger UNKNOWN = WholeNumber.WRAP.subtract(BigInteger.ONE);

    private final JsonScanner json;
    private final SummaryAnomalies anomalies;

    SummaryNumbers(JsonScanner json, SummaryAnomalies anomalies) {
        this.json = json;
        this.anomalies = anomalies;
    }

    /** Returns the last number if it is in range; otherwise counts it and returns absent. */
    long checked(long number, SummaryNumber kind) {
        return number <= kind.most() ? number : out(Anomaly.OUT_OF_RANGE);
    }

    /** Reads the next number, which is not just a short sequence of digits. */
    long read(SummaryNumber kind) throws IOException {
        json.readNumber();
        @Nullable BigInteger number = WholeNumber.parse(json.token());
        if (number == null) {
            anomalies.add(Anomaly.BAD_FIELD, () -> "is not a whole number: " + json.token());
            return Reading.ABSENT;
        }
        return switch (kind) {
            case COUNTER, AMOUNT, NANO_CORES -> checked(number, kind);
            case LEFT -> isBelowZero(number) ? out(Anomaly.NEGATIVE_AVAILABLE) : checked(number, kind);
            case USED -> number.equals(UNKNOWN) ? Reading.ABSENT : checked(number, kind);
            case CAPACITY ->
                number.equals(UNKNOWN) || isUnlimited(number, kind) ? Reading.ABSENT : checked(number, kind);
            case FREE -> free(number);
        };
    }

    /** Checks free space. A filesystem filled into the space reserved for root wraps below zero, which means full. */
    private long free(BigInteger number) {
        boolean unknown = number.equals(UNKNOWN) || number.equals(BigInteger.ONE.negate());
        if (unknown || isUnlimited(number, SummaryNumber.FREE)) {
            return Reading.ABSENT;
        }
        if (!isBelowZero(number)) {
            return checked(number, SummaryNumber.FREE);
        }
        long absent = out(Anomaly.NEGATIVE_AVAILABLE);
        boolean full = number.signum() > 0 && number.longValue() >= -SummaryNumber.FREE.most();
        return full ? 0 : absent;
    }

    /** Reads the next percentage; NaN if it is not valid. */
    float percent() throws IOException {
        json.readNumber();
        float percent = Float.parseFloat(json.token());
        if (percent >= 0 && percent <= Float.MAX_VALUE) {
            return percent;
        }
        anomalies.add(Anomaly.BAD_FIELD, () -> "is not a percentage: " + json.token());
        return Float.NaN;
    }

    private long checked(BigInteger number, SummaryNumber kind) {
        if (number.signum() < 0) {
            return out(Anomaly.BAD_FIELD);
        }
        boolean fits = number.bitLength() < Long.SIZE && number.longValue() <= kind.most();
        return fits ? number.longValue() : out(Anomaly.OUT_OF_RANGE);
    }

    private long out(Anomaly kind) {
        anomalies.add(kind, () -> "is out of range: " + json.token());
        return Reading.ABSENT;
    }

    private static boolean isBelowZero(BigInteger number) {
        boolean wrapped = number.compareTo(WholeNumber.SIGN) >= 0 && number.compareTo(WholeNumber.WRAP) < 0;
        return number.signum() < 0 || wrapped;
    }

    /** Returns whether the size means "unlimited": elastic filesystems report 8 EiB minus one block. */
    private static boolean isUnlimited(BigInteger number, SummaryNumber kind) {
        return number.bitLength() < Long.SIZE && number.longValue() > kind.most() && number.longValue() % BLOCK == 0;
    }
}
