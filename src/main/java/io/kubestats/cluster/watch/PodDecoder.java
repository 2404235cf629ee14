package io.kubestats.cluster.watch;

import io.kubestats.apiobject.ApiValue;
import io.kubestats.cluster.Labels;
import io.kubestats.cluster.PodMeta;
import io.kubestats.config.KeyChoice;
import java.io.IOException;
import java.util.Optional;

/** A decoder for pods that keeps only the fields in use. Not thread-safe. */
final class PodDecoder implements ObjectDecoder<PodMeta> {
    private final Interner interner;
    private final PodFactsDecoder facts;
    private final LabelsDecoder labels;
    private String namespace = "";
    private String name = "";
    private String node = "";
    private String resourceVersion = "";

    /** Creates a decoder that also keeps the requested annotations and, if requested, the runtime's container ids. */
    PodDecoder(Interner interner, KeyChoice annotations, boolean containerIds) {
        this.interner = interner;
        this.facts = new PodFactsDecoder(interner, annotations, new ContainerStatuses(interner, containerIds));
        this.labels = new LabelsDecoder(interner);
    }

    @Override
    public Decoded<PodMeta> decode(ApiValue object) throws IOException {
        namespace = "";
        name = "";
        node = "";
        resourceVersion = "";
        labels.begin();
        facts.begin();
        object.fields(this::field);
        return new Decoded<>(resourceVersion, name.isEmpty() ? Optional.empty() : Optional.of(pod()));
    }

    private PodMeta pod() {
        Labels labelsOfPod = labels.labels();
        return new PodMeta(namespace, name, node, labelsOfPod, facts.facts(labelsOfPod));
    }

    private void field(String field, ApiValue value) throws IOException {
        switch (field) {
            case "metadata" -> value.fields(this::metadata);
            case "spec" -> value.fields(this::spec);
            case "status" -> value.fields(facts::status);
            default -> value.skip();
        }
    }

    private void metadata(String field, ApiValue value) throws IOException {
        switch (field) {
            case "name" -> name = interner.podName(value.text());
            case "namespace" -> namespace = interner.string(value.text());
            case "resourceVersion" -> resourceVersion = value.text();
            case "labels" -> labels.read(value);
            default -> facts.metadata(field, value);
        }
    }

    private void spec(String field, ApiValue value) throws IOException {
        if (field.equals("nodeName")) {
            node = interner.string(value.text());
        } else {
            facts.spec(field, value);
        }
    }
}
