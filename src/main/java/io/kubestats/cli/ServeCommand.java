package io.kubestats.cli;

import io.kubestats.cluster.ParsedTargets;
import io.kubestats.cluster.StaticTargets;
import io.kubestats.config.Parsed;
import io.kubestats.config.ServeFlags;
import io.kubestats.config.ServeFlags.Serve;
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

/** {@code serve}: scrapes kubelets that are given by name, without an API server. */
@Command(
        name = "serve",
        description = "Scrape given kubelets and answer with the Metrics API and /metrics. Needs no API server.",
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
        Parsed<Serve> parsed = flags.parse();
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
        return run(serve, targets);
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
