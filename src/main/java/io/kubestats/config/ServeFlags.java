package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Flags of {@code serve}. Filled by picocli, then read once. */
public final class ServeFlags {
    @Option(
            names = "--target",
            paramLabel = "NAME=URL",
            description = "A kubelet to scrape, for example worker-1=https://10.0.0.7:10250. Repeatable.")
    private List<String> targets = new ArrayList<>();

    @Option(
            names = "--target-file",
            paramLabel = "FILE",
            description = "A file with one NAME=URL a line, read again when it changes.")
    private @Nullable String targetFile;

    @Mixin
    private KubeletFlags kubelet = new KubeletFlags();

    @Mixin
    private CommonFlags common = new CommonFlags();

    /** The flags as values, with all that is wrong with them. */
    public Parsed<Serve> parse() {
        FlagReader reader = new FlagReader();
        Optional<Path> file = reader.readableFile("--target-file", targetFile);
        if (targets.isEmpty() && file.isEmpty()) {
            reader.problem("--target", "", "is needed: name at least one kubelet as NAME=URL, or give --target-file");
        }
        ServiceConfig service = new ServiceConfig(
                common.scrape(reader), kubelet.kubelet(reader), common.serving(reader), common.metrics());
        return new Parsed<>(new Serve(service, targets, file), reader.problems());
    }

    /**
     * What {@code serve} runs with.
     *
     * @param targets {@code NAME=URL}, as given
     * @param targetFile where more of them stand
     */
    public record Serve(ServiceConfig service, List<String> targets, Optional<Path> targetFile) {
        public Serve {
            requireNonNull(service, "service");
            targets = List.copyOf(targets);
            requireNonNull(targetFile, "targetFile");
        }
    }
}
