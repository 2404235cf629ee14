package io.kubestats.cluster.watch;

import io.kubestats.apiobject.ApiValue;
import io.kubestats.cluster.ContainerFacts;
import io.kubestats.cluster.Labels;
import io.kubestats.cluster.OwnerReference;
import io.kubestats.cluster.PodFacts;
import io.kubestats.config.KeyChoice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A collector of a pod's facts while the pod is read. Equal facts are interned. Not thread-safe. */
final class PodFactsDecoder {
    private static final String MIRROR = "kubernetes.io/config.mirror";

    private final Interner interner;
    private final ResourcesDecoder requests;
    private final ResourcesDecoder limits;
    private final MetadataFilter annotations;
    private final ContainerStatuses statuses;
    private final List<ContainerFacts> sidecars = new ArrayList<>();
    private final List<ContainerFacts> usual = new ArrayList<>();
    private String uid = "";
    private boolean mirror;
    private boolean hostNetwork;
    private String qosClass = "";
    private String priorityClass = "";
    private OwnerReference owner = OwnerReference.NONE;

    private String ownerKind = "";
    private String ownerName = "";
    private boolean ownerControls;
    private String containerName = "";
    private String containerImage = "";
    private boolean containerStays;

    PodFactsDecoder(Interner interner, KeyChoice annotations, ContainerStatuses statuses) {
        this.interner = interner;
        this.statuses = statuses;
        this.annotations = new MetadataFilter(annotations);
        this.requests = new ResourcesDecoder(interner);
        this.limits = new ResourcesDecoder(interner);
    }

    /** Clears the collector. */
    void begin() {
        annotations.begin();
        statuses.begin();
        sidecars.clear();
        usual.clear();
        uid = "";
        mirror = false;
        hostNetwork = false;
        qosClass = "";
        priorityClass = "";
        owner = OwnerReference.NONE;
    }

    /** Returns the facts collected since {@link #begin}, for a pod with these labels. */
    PodFacts facts(Map<String, String> labels) {
        OwnerReference workload = WorkloadResolver.workload(owner, labels);
        List<ContainerFacts> containers = containers();
        PodFacts facts = interner.value(new PodFacts(
                mirror ? uid : "",
                hostNetwork,
                qosClass,
                priorityClass,
                owner,
                interner.value(new OwnerReference(interner.string(workload.kind()), interner.string(workload.name()))),
                containers,
                statuses.stopped(containers)));
        Labels wanted = annotations.pairs();
        PodFacts annotated = wanted.isEmpty() ? facts : annotations.shared(facts.withAnnotations(wanted));
        Map<String, String> ids = statuses.ids(annotated.containers());
        return ids.isEmpty() ? annotated : annotated.withContainerIds(ids);
    }

    /** Returns the sidecars, then the other containers, in whichever order the two lists arrived. */
    private List<ContainerFacts> containers() {
        List<ContainerFacts> all = new ArrayList<>(sidecars);
        all.addAll(usual);
        return all;
    }

    void metadata(String field, ApiValue value) throws IOException {
        switch (field) {
            case "uid" -> uid = value.text();
            case "annotations" -> value.entries(this::annotation);
            case "ownerReferences" -> value.elements(this::owner);
            default -> value.skip();
        }
    }

    void spec(String field, ApiValue value) throws IOException {
        switch (field) {
            case "hostNetwork" -> hostNetwork = value.flag();
            case "priorityClassName" -> priorityClass = interner.string(value.text());
            case "containers" -> value.elements(element -> container(element, true, usual));
            case "initContainers" -> value.elements(element -> container(element, false, sidecars));
            default -> value.skip();
        }
    }

    void status(String field, ApiValue value) throws IOException {
        switch (field) {
            case "qosClass" -> qosClass = interner.string(value.text());
            case "containerStatuses", "initContainerStatuses" -> statuses.read(value);
            default -> value.skip();
        }
    }

    private void annotation(String name, ApiValue value) throws IOException {
        mirror |= name.equals(MIRROR);
        annotations.read(name, value);
    }

    /** Keeps the controller among several owners. */
    private void owner(ApiValue element) throws IOException {
        ownerKind = "";
        ownerName = "";
        ownerControls = false;
        element.fields((field, value) -> {
            switch (field) {
                case "kind" -> ownerKind = interner.string(value.text());
                case "name" -> ownerName = interner.string(value.text());
                case "controller" -> ownerControls = value.flag();
                default -> value.skip();
            }
        });
        if (ownerControls) {
            owner = interner.value(new OwnerReference(ownerKind, ownerName));
        }
    }

    /** Reads a container. An init container that always restarts is a sidecar and is kept. */
    private void container(ApiValue element, boolean stays, List<ContainerFacts> among) throws IOException {
        containerName = "";
        containerImage = "";
        containerStays = stays;
        requests.begin();
        limits.begin();
        element.fields((field, value) -> {
            switch (field) {
                case "name" -> containerName = interner.string(value.text());
                case "image" -> containerImage = interner.string(value.text());
                case "restartPolicy" -> containerStays |= value.text().equals("Always");
                case "resources" -> value.fields(this::containerResources);
                default -> value.skip();
            }
        });
        if (containerStays) {
            among.add(interner.value(
                    new ContainerFacts(containerName, containerImage, requests.resources(), limits.resources())));
        }
    }

    private void containerResources(String field, ApiValue value) throws IOException {
        switch (field) {
            case "requests" -> requests.read(value);
            case "limits" -> limits.read(value);
            default -> value.skip();
        }
    }
}
