package io.kubestats.model;

/**
 * The kernel's own averages of pressure over 10, 60 and 300 seconds, in percent (0 to 100); NaN where absent.
 */
public record PressureAverages(
        float waiting10, float waiting60, float waiting300, float stalled10, float stalled60, float stalled300) {
    /** No averages were reported. */
    public static final PressureAverages ABSENT =
            new PressureAverages(Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN);
}
