package io.kubestats.exporter;

import io.kubestats.exporter.families.ExpositionFrame;
import io.kubestats.exporter.families.MetricFamily;
import io.kubestats.exporter.families.SeriesForm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Selection of the families that fit under a limit on the series of one exposition. Families are omitted whole: a sum
 * over half of the pods would be wrong without any indication. The least valuable families are omitted first; the order
 * of value is by group, then default before opt-in families, then by the catalogue.
 *
 * @param written the families that fit, in the catalogue's order
 * @param leftOut the omitted families, most valuable first
 * @param most the limit
 */
record SeriesLimit(Set<MetricFamily> written, List<MetricFamily> leftOut, long most) {
    /** Value that disables the limit. */
    static final long NONE = 0;

    private static final Comparator<MetricFamily> WORTH = Comparator.comparing(MetricFamily::group)
            .thenComparing(family -> !family.isOnByDefault())
            .thenComparing(Comparator.naturalOrder());

    SeriesLimit {
        written = Collections.unmodifiableSet(written);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Selects from {@code families} by counting the series of {@code frame} up to {@code most}, without writing any.
     */
    static SeriesLimit of(long most, ExpositionFrame frame, Set<MetricFamily> families, SeriesForm form) {
        if (most == NONE) {
            return new SeriesLimit(families, List.of(), most);
        }
        List<MetricFamily> byWorth = new ArrayList<>(families);
        byWorth.sort(WORTH);
        EnumSet<MetricFamily> written = EnumSet.noneOf(MetricFamily.class);
        long count = 0;
        for (MetricFamily family : byWorth) {
            count += DataWriter.count(frame, family, form);
            if (count > most) {
                break;
            }
            written.add(family);
        }
        return new SeriesLimit(written, byWorth.subList(written.size(), byWorth.size()), most);
    }

    boolean isHit() {
        return !leftOut.isEmpty();
    }
}
