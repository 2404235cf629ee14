package io.kubestats.kubelet.answer;

/** The kind of a number in a Summary, which bounds its range. */
public enum SummaryNumber {
    /** A cumulative counter. No counter near 2^63 was counted: 256 processors would take a year without a pause. */
    COUNTER(Long.MAX_VALUE - (1L << 60)),
    /** Memory, processes: an exbibyte is more than any machine has. */
    AMOUNT(1L << 60),
    /** A rate in billionths of a core, up to a million cores. */
    NANO_CORES(1L << 50),
    /** What is left of a limit of memory or swap, found by an unsigned subtraction. */
    LEFT(1L << 60),
    /** What is used of a filesystem, in bytes or inodes. */
    USED(1L << 60),
    /** The size of a filesystem, in bytes. */
    CAPACITY(1L << 60),
    /** What is free of a filesystem in bytes, found by an unsigned subtraction. */
    FREE(1L << 60);

    private final long most;

    SummaryNumber(long most) {
        this.most = most;
    }

    /** The largest value that it can have. */
    public long most() {
        return most;
    }
}
