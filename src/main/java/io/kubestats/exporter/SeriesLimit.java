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
 * Which families fit under a limit on the series of one exposition. Never a part of a family: a sum over half of the
 * pods would be wrong without a sign of it. So families are left out whole, from the end of the order of their worth:
 * the group's first, then what is on by default before what is not, then the catalogue's.
 *
 * @param written what fits, in the catalogue's order
 * @param leftOut what does not, in the order of worth
 * @param most the limit
 */
record SeriesLimit(Set<MetricFamily> written, List<MetricFamily> leftOut, long most) {
    /** No limit. */
    static final long NONE = 0;

    private static final Comparator<MetricFamily> WORTH = Comparator.comparing(MetricFamily::group)
            .thenComparing(family -> !family.isOnByDefault())
            .thenComparing(Comparator.naturalOrder());

    SeriesLimit {
        written = Collections.unmodifiableSet(written);
        leftOut = List.copyOf(leftOut);
    }

    /** Counts the series of {@code families} of {@code frame} up to {@code most}, without writing one. */
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
