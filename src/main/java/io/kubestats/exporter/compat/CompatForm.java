package io.kubestats.exporter.compat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Expositions under metric names of other exporters, each on a path of its own: sums double if the original exporter is
 * scraped as well.
 */
@SuppressWarnings("ImmutableEnumChecker") // The families that the field holds are never changed.
public enum CompatForm {
    /** The families of the kubelet's cAdvisor endpoint, as far as their values are available. */
    CADVISOR(CadvisorFamilies.all()),
    /** The families of the kubelet's {@code /metrics/resource}. */
    RESOURCE(ResourceFamilies.all());

    private final List<CompatFamily> families;

    CompatForm(List<CompatFamily> families) {
        this.families = families;
    }

    /** Returns the name of this form in {@code --compat}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the form with that name. */
    public static Optional<CompatForm> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(form -> form.label().equals(label))
                .findFirst();
    }

    String path() {
        return "/metrics/" + label();
    }

    List<CompatFamily> families() {
        return families;
    }
}
