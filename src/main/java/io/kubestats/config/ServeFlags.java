package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Flags of {@code serve}. Filled by picocli, then read once. */
public final class ServeFlags {
    @Option(
            names = "--target",
            paramLabel = "NAME=URL",
            description = "A kubelet to scrape without a cluster, for example worker-1=https://10.0.0.7:10250."
                    + " Repeatable.")
    private List<String> targets = new ArrayList<>();

    @Option(
            names = "--target-file",
            paramLabel = "FILE",
            description = "A file with one NAME=URL a line, read again when it changes.")
    private @Nullable String targetFile;

    @ArgGroup(validate = false, exclusive = false, heading = "%nIn a cluster, where no target is given:%n")
    private ClusterFlags cluster = new ClusterFlags();

    @ArgGroup(validate = false, exclusive = false, heading = "%nKubelets:%n")
    private KubeletFlags kubelet = new KubeletFlags();

    @Mixin
    private CommonFlags common = new CommonFlags();

    /**
     * Returns {@code arguments} without metrics-server flags that have no meaning here, and warns about flags with
     * advice.
     */
    public static List<String> withoutForeignFlags(List<String> arguments, List<String> warnings) {
        return IgnoredFlag.without(arguments, warnings);
    }

    /** Converts the flags to values, with all problems. */
    public ParseResult<Serve> parse(PodEnvironment pod) {
        FlagReader reader = new FlagReader();
        Optional<Path> file = reader.readableFile("--target-file", targetFile);
        ScrapeConfig scrape = common.scrape(reader);
        ServingConfig plain = common.serving(reader);
        if (!targets.isEmpty() || file.isPresent()) {
            KubeletConfig kubelets = kubelet.kubelet(reader);
            MetricsConfig metrics = common.metrics(reader);
            if (!metrics.metadata().equals(MetadataChoice.NONE)) {
                reader.problem(
                        "--metric-labels or --metric-annotations",
                        "",
                        "has no effect with --target: no API server is asked for objects");
            }
            ServiceConfig service = new ServiceConfig(scrape, kubelets, plain, metrics);
            return new ParseResult<>(new Serve(service, targets, file, Optional.empty()), reader.problems());
        }
        if (common.listens()) {
            reader.problem("--listen", "", "is for --target alone; in a cluster use --secure-port and --bind-address");
        }
        ClusterConfig config = cluster.cluster(reader, pod);
        ServiceConfig service = new ServiceConfig(
                scrape,
                kubelet.kubeletInCluster(reader, config.apiServer()),
                cluster.serving(reader, plain),
                common.metrics(reader));
        return new ParseResult<>(new Serve(service, targets, file, Optional.of(config)), reader.problems());
    }

    /**
     * Configuration of {@code serve}.
     *
     * @param targets targets as {@code NAME=URL}
     * @param targetFile file with further targets
     * @param cluster configuration in a cluster; present if no target is given
     */
    public record Serve(
            ServiceConfig service, List<String> targets, Optional<Path> targetFile, Optional<ClusterConfig> cluster) {
        public Serve {
            requireNonNull(service, "service");
            targets = List.copyOf(targets);
            requireNonNull(targetFile, "targetFile");
            requireNonNull(cluster, "cluster");
        }
    }
}
