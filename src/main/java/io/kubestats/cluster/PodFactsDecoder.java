package io.kubestats.cluster;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Gathers what a pod's object says, while the object is read. Pods that say the same are given the same facts. For one
 * thread.
 */
final class PodFactsDecoder {
    private static final String MIRROR = "kubernetes.io/config.mirror";

    private final Interner interner;
    private final ResourcesDecoder resources;
    private final List<ContainerFacts> containers = new ArrayList<>();
    private String uid = "";
    private boolean mirror;
    private boolean hostNetwork;
    private String qosClass = "";
    private String priorityClass = "";
    private Owner owner = Owner.NONE;

    private String ownerKind = "";
    private String ownerName = "";
    private boolean ownerControls;
    private String containerName = "";
    private boolean containerStays;
    private Resources containerRequests = Resources.ABSENT;
    private Resources containerLimits = Resources.ABSENT;

    PodFactsDecoder(Interner interner) {
        this.interner = interner;
        this.resources = new ResourcesDecoder(interner);
    }

    /** Forgets what was gathered. */
    void begin() {
        containers.clear();
        uid = "";
        mirror = false;
        hostNetwork = false;
        qosClass = "";
        priorityClass = "";
        owner = Owner.NONE;
    }

    /** What was gathered since {@link #begin}, of a pod with these labels. */
    PodFacts facts(Map<String, String> labels) {
        Owner workload = PodOwner.workload(owner, labels);
        return interner.value(new PodFacts(
                mirror ? uid : "",
                hostNetwork,
                qosClass,
                priorityClass,
                owner,
                interner.value(new Owner(interner.string(workload.kind()), interner.string(workload.name()))),
                containers));
    }

    void metadata(String field, JsonParser parser) throws IOException {
        switch (field) {
            case "uid" -> uid = JsonFields.text(parser);
            case "annotations" -> JsonFields.forEach(parser, this::annotation);
            case "ownerReferences" -> JsonFields.forEachElement(parser, (none, element) -> owner(element));
            default -> parser.skipChildren();
        }
    }

    void spec(String field, JsonParser parser) throws IOException {
        switch (field) {
            case "hostNetwork" -> hostNetwork = JsonFields.flag(parser);
            case "priorityClassName" -> priorityClass = interner.string(JsonFields.text(parser));
            case "containers" -> JsonFields.forEachElement(parser, (none, element) -> container(element, true));
            case "initContainers" -> JsonFields.forEachElement(parser, (none, element) -> container(element, false));
            default -> parser.skipChildren();
        }
    }

    void status(String field, JsonParser parser) throws IOException {
        if (field.equals("qosClass")) {
            qosClass = interner.string(JsonFields.text(parser));
        } else {
            parser.skipChildren();
        }
    }

    private void annotation(String name, JsonParser parser) throws IOException {
        mirror |= name.equals(MIRROR);
        parser.skipChildren();
    }

    /** Of several owners one controls the pod. */
    private void owner(JsonParser parser) throws IOException {
        ownerKind = "";
        ownerName = "";
        ownerControls = false;
        JsonFields.forEach(parser, (field, value) -> {
            switch (field) {
                case "kind" -> ownerKind = interner.string(JsonFields.text(value));
                case "name" -> ownerName = interner.string(JsonFields.text(value));
                case "controller" -> ownerControls = JsonFields.flag(value);
                default -> value.skipChildren();
            }
        });
        if (ownerControls) {
            owner = interner.value(new Owner(ownerKind, ownerName));
        }
    }

    /** An init container stays beside the others if it is always started again: a sidecar. */
    private void container(JsonParser parser, boolean usual) throws IOException {
        containerName = "";
        containerStays = usual;
        containerRequests = Resources.ABSENT;
        containerLimits = Resources.ABSENT;
        JsonFields.forEach(parser, (field, value) -> {
            switch (field) {
                case "name" -> containerName = interner.string(JsonFields.text(value));
                case "restartPolicy" -> containerStays |= JsonFields.text(value).equals("Always");
                case "resources" -> JsonFields.forEach(value, this::containerResources);
                default -> value.skipChildren();
            }
        });
        if (containerStays) {
            containers.add(interner.value(new ContainerFacts(containerName, containerRequests, containerLimits)));
        }
    }

    private void containerResources(String field, JsonParser parser) throws IOException {
        switch (field) {
            case "requests" -> containerRequests = resources.decode(parser);
            case "limits" -> containerLimits = resources.decode(parser);
            default -> parser.skipChildren();
        }
    }
}
