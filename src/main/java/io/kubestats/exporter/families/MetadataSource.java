package io.kubestats.exporter.families;

import static java.util.Objects.requireNonNull;

import io.kubestats.config.KeyChoice;
import io.kubestats.config.MetadataChoice;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** One series for each object, always 1, that carries those of its labels or annotations that are wanted. */
record MetadataSource(MetadataKind kind, MetadataObject object) implements SeriesSource {
    MetadataSource {
        requireNonNull(kind, "kind");
        requireNonNull(object, "object");
    }

    /** Which keys are wanted of these objects. */
    KeyChoice keys(MetadataChoice choice) {
        return object.keys(kind.keys(choice));
    }

    @Override
    public List<String> labels() {
        return Stream.concat(object.identity().stream(), Stream.of(kind.word() + "_*"))
                .toList();
    }

    @Override
    public void write(SeriesWriter to, ExpositionFrame frame) throws IOException {
        object.write(to.objects(), frame, kind, new MetadataText(kind, keys(frame.metadata())));
    }
}
