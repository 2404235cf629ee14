package io.kubestats.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kubestats.cluster.targets.ParsedTargets;
import io.kubestats.cluster.targets.StaticTargets;
import io.kubestats.config.ApiServerConfig;
import io.kubestats.config.ClusterConfig;
import io.kubestats.config.ParseResult;
import io.kubestats.config.PodEnvironment;
import io.kubestats.config.ServeFlags;
import io.kubestats.config.ServeFlags.Serve;
import io.kubestats.config.ServiceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code serve}: the service in a cluster, or for kubelets given by address, without an API server. */
@Command(
        name = "serve",
        description =
                "Scrape the kubelets of the cluster that this pod is in, or those given with --target, and answer with"
                        + " the Metrics API and /metrics.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true)
final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @Mixin
    private ServeFlags flags = new ServeFlags();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls.
    private CommandSpec command;

    @Override
    public Integer call() throws Exception {
        ParseResult<Serve> parsed = flags.parse(podEnvironment());
        Serve serve = parsed.value();
        ParsedTargets targets = ParsedTargets.ofFlags(serve.targets());
        List<String> problems = new ArrayList<>();
        parsed.problems().forEach(problem -> problems.add(problem.toString()));
        problems.addAll(targets.problems());
        problems.addAll(Expositions.problems(serve.service().metrics()));
        if (problems.isEmpty()) {
            serve.targetFile().map(ParsedTargets::ofFile).ifPresent(file -> problems.addAll(file.problems()));
        }
        if (!problems.isEmpty()) {
            return Main.reportProblems(command, problems);
        }
        return serve.cluster().isPresent()
                ? run(serve.service(), serve.cluster().get())
                : run(serve, targets);
    }

    private int run(ServiceConfig service, ClusterConfig cluster) throws Exception {
        try (StopSignal stop = new StopSignal()) {
            List<String> complaints;
            try (ClusterService running = new ClusterService(service, cluster, BuildInfo.read())) {
                int port = running.start();
                stop.install();
                LOG.atInfo()
                        .addKeyValue("port", port)
                        .addKeyValue(
                                "resolution",
                                service.scrape().metricResolution().toSeconds() + "s")
                        .addKeyValue("services", cluster.certificates().services())
                        .log("serving");
                stop.await();
                LOG.atInfo().log("stopping");
                complaints = running.complaints();
            }
            sayLast(complaints);
        }
        return 0;
    }

    /** Logs unresolved problems last, where operators look first. */
    private static void sayLast(List<String> complaints) {
        if (!complaints.isEmpty()) {
            String last = String.join("; ", complaints);
            LOG.atWarn().addKeyValue("cause", '"' + last + '"').log("stopped with unresolved problems");
            TerminationMessage.ofPod().write(last);
        }
    }

    private static PodEnvironment podEnvironment() {
        String namespace = "";
        try {
            namespace = Files.readString(ApiServerConfig.SERVICE_ACCOUNT.resolve("namespace"), UTF_8)
                    .strip();
        } catch (IOException notInAPod) {
            // The flags or their defaults locate the API server.
        }
        return new PodEnvironment(
                System.getenv().getOrDefault("KUBERNETES_SERVICE_HOST", ""),
                System.getenv().getOrDefault("KUBERNETES_SERVICE_PORT", ""),
                namespace);
    }

    private int run(Serve serve, ParsedTargets given) throws Exception {
        StaticTargets targets = serve.targetFile()
                .map(file -> StaticTargets.withFile(given.targets(), file))
                .orElseGet(() -> StaticTargets.of(given.targets()));
        ScheduledExecutorService poller =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "kubestats-targets"));
        try (StopSignal stop = new StopSignal();
                Service service =
                        new Service(serve.service(), targets, Optional.empty(), List.of(), BuildInfo.read())) {
            int port = service.start();
            stop.install();
            targets.pollOn(poller);
            LOG.atInfo()
                    .addKeyValue("listen", serve.service().serving().url(port))
                    .addKeyValue("targets", service.targets())
                    .addKeyValue(
                            "resolution",
                            serve.service().scrape().metricResolution().toSeconds() + "s")
                    .addKeyValue("authentication", "none")
                    .log("serving");
            stop.await();
            LOG.atInfo().log("stopping");
        } finally {
            poller.shutdownNow();
        }
        return 0;
    }
}
