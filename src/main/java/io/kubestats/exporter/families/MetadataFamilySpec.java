package io.kubestats.exporter.families;

import java.util.Optional;

/**
 * Specifications of the families that carry labels and annotations of objects. They are enabled by the flags that allow
 * such keys.
 */
final class MetadataFamilySpec {
    private MetadataFamilySpec() {}

    static FamilySpec of(MetadataObject object, MetadataKind kind) {
        return new FamilySpec(
                FamilySpec.PREFIX + object.word() + '_' + kind.word() + 's',
                "Those " + kind.word() + "s of the " + object.word() + " that --metric-" + kind.word()
                        + "s allows. Always 1.",
                Optional.empty(),
                false,
                DecimalScale.WHOLE,
                new MetadataSource(kind, object));
    }
}
