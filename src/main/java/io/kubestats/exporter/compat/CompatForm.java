package io.kubestats.exporter.compat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Expositions by names that others use too, on paths of their own: where both are scraped, sums are doubled. */
@SuppressWarnings("ImmutableEnumChecker") // The families that the field holds are never changed.
public enum CompatForm {
    /** What cAdvisor in the kubelet says, as far as we know it. */
    CADVISOR(CadvisorFamilies.all()),
    /** What the kubelet says at {@code /metrics/resource}. */
    RESOURCE(ResourceFamilies.all());

    private final List<CompatFamily> families;

    CompatForm(List<CompatFamily> families) {
        this.families = families;
    }

    /** The word for it in {@code --compat}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The form of that word. */
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
