package io.kubestats.kubelet.answer;

/** The kinds of numbers in a Summary, with their upper bounds. */
public enum SummaryNumber {
    /** A cumulative counter. Values near 2^63 are not plausible: 256 busy processors would take a year. */
    COUNTER(Long.MAX_VALUE - (1L << 60)),
    /** An amount of memory or processes; no machine has an exbibyte. */
    AMOUNT(1L << 60),
    /** A rate in billionths of a core, up to a million cores. */
    NANO_CORES(1L << 50),
    /** The remainder of a memory or swap limit, computed by unsigned subtraction. */
    LEFT(1L << 60),
    /** The usage of a filesystem, in bytes or inodes. */
    USED(1L << 60),
    /** The capacity of a filesystem, in bytes. */
    CAPACITY(1L << 60),
    /** The free space of a filesystem in bytes, computed by unsigned subtraction. */
    FREE(1L << 60);

    private final long most;

    SummaryNumber(long most) {
        this.most = most;
    }

    /** Returns the largest plausible value. */
    public long most() {
        return most;
    }
}
