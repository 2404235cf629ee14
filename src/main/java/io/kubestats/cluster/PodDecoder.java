package io.kubestats.cluster;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Reads of a pod the few facts that we keep, and steps over the rest. For one thread. */
final class PodDecoder implements ObjectDecoder<PodMeta> {
    private final Interner interner;
    private final PodFactsDecoder facts;
    private String namespace = "";
    private String name = "";
    private String node = "";
    private String resourceVersion = "";
    private Map<String, String> labels = Map.of();

    PodDecoder(Interner interner) {
        this.interner = interner;
        this.facts = new PodFactsDecoder(interner);
    }

    @Override
    public Decoded<PodMeta> decode(JsonParser parser) throws IOException {
        namespace = "";
        name = "";
        node = "";
        resourceVersion = "";
        labels = Map.of();
        facts.begin();
        JsonFields.forEach(parser, this::field);
        return new Decoded<>(
                resourceVersion,
                name.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new PodMeta(namespace, name, node, labels, facts.facts(labels))));
    }

    private void field(String field, JsonParser parser) throws IOException {
        switch (field) {
            case "metadata" -> JsonFields.forEach(parser, this::metadata);
            case "spec" -> JsonFields.forEach(parser, this::spec);
            case "status" -> JsonFields.forEach(parser, facts::status);
            default -> parser.skipChildren();
        }
    }

    private void metadata(String field, JsonParser parser) throws IOException {
        switch (field) {
            case "name" -> name = JsonFields.text(parser);
            case "namespace" -> namespace = interner.string(JsonFields.text(parser));
            case "resourceVersion" -> resourceVersion = JsonFields.text(parser);
            case "labels" -> labels = JsonFields.labels(parser, interner);
            default -> facts.metadata(field, parser);
        }
    }

    private void spec(String field, JsonParser parser) throws IOException {
        if (field.equals("nodeName")) {
            node = interner.string(JsonFields.text(parser));
        } else {
            facts.spec(field, parser);
        }
    }
}
