package io.kubestats.cli;

import io.kubestats.cluster.NodeCatalog;
import io.kubestats.cluster.PodCatalog;
import io.kubestats.cluster.selector.LabelSelector;
import io.kubestats.cluster.selector.SelectorSyntaxException;
import io.kubestats.config.DemoFlags;
import io.kubestats.config.DemoFlags.Demo;
import io.kubestats.config.ParseResult;
import io.kubestats.config.ServiceConfig;
import io.kubestats.config.ServingConfig;
import io.kubestats.demo.api.CoreApiRoutes;
import io.kubestats.demo.api.Kubeconfig;
import io.kubestats.demo.api.SelfReviewRoutes;
import io.kubestats.demo.cluster.DemoConfig;
import io.kubestats.demo.cluster.SimulatedCluster;
import io.kubestats.demo.kubelet.SimulatedKubelets;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code demo}: the service together with a simulated cluster, all on loopback. */
@Command(
        name = "demo",
        description = "Start simulated kubelets on loopback, scrape them, and write a kubeconfig for kubectl.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true)
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private DemoFlags flags = new DemoFlags();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls.
    private CommandSpec command;

    @Override
    public Integer call() throws Exception {
        ParseResult<Demo> parsed = flags.parse();
        List<String> problems = new ArrayList<>();
        parsed.problems().forEach(problem -> problems.add(problem.toString()));
        problems.addAll(Expositions.problems(parsed.value().service().metrics()));
        if (!problems.isEmpty()) {
            return Main.reportProblems(command, problems);
        }
        return run(parsed.value());
    }

    private int run(Demo demo) throws Exception {
        Clock clock = Clock.systemUTC();
        SimulatedCluster cluster =
                new SimulatedCluster(DemoConfig.of(demo.nodes(), demo.podsPerNode()), clock, demo.scenarios());
        try (StopSignal stop = new StopSignal();
                SimulatedKubelets kubelets = SimulatedKubelets.start(cluster, clock);
                DemoCredentials credentials = DemoCredentials.write(kubelets);
                Service service = service(demo.service(), cluster, kubelets, credentials)) {
            int port = service.start();
            URI server = demo.service().serving().url(port);
            new Kubeconfig(server).write(demo.kubeconfig());
            stop.install();
            welcome(demo, server, cluster.faults());
            stop.await();
            command.commandLine().getOut().println("Stopping.");
        }
        return 0;
    }

    private static Service service(
            ServiceConfig config, SimulatedCluster cluster, SimulatedKubelets kubelets, DemoCredentials credentials) {
        Service.Cluster objects = new Service.Cluster(
                NodeCatalog.of(cluster.nodeMetas()),
                PodCatalog.of(cluster.podMetas()),
                cluster::namespaceMetas,
                () -> true);
        return new Service(
                config.withKubelet(credentials.kubelet()),
                kubelets,
                Optional.of(objects),
                List.of(new CoreApiRoutes(cluster, DemoCommand::selector), new SelfReviewRoutes()),
                BuildInfo.read());
    }

    private static Predicate<Map<String, String>> selector(String text) {
        try {
            return LabelSelector.parse(text)::matches;
        } catch (SelectorSyntaxException wrong) {
            throw new IllegalArgumentException(wrong.getMessage(), wrong);
        }
    }

    private void welcome(Demo demo, URI server, List<String> faults) {
        PrintWriter out = command.commandLine().getOut();
        out.printf(
                "Kubestats scrapes %d simulated kubelets with %d pods each, and answers at %s%n",
                demo.nodes(), demo.podsPerNode(), server);
        out.println("Requests are not authenticated: this is a demo.");
        if (!faults.isEmpty()) {
            out.println("In a minute:");
            faults.forEach(fault -> out.printf("  %s%n", fault));
        }
        out.println();
        out.println("Try in another terminal:");
        out.printf("  export KUBECONFIG=%s%n", demo.kubeconfig().toAbsolutePath());
        out.println("  kubectl top nodes");
        out.println("  kubectl top pods -A --containers --sort-by=cpu");
        out.println("  kubectl top pods -l app=checkout");
        out.println("  kubectl get podmetrics -A");
        out.println("  kubectl explain podmetrics");
        out.printf("  curl %s/metrics%n", server);
        out.printf("  curl '%s/readyz?verbose'%n", server);
        if (server.equals(ServingConfig.defaults().url(ServingConfig.defaults().port()))) {
            // The shipped configuration scrapes the default address.
            out.println("  prometheus --config.file=prometheus/prometheus.yml --web.listen-address=127.0.0.1:9090");
        }
        out.println();
        out.println("^C stops it.");
        out.flush();
    }
}
