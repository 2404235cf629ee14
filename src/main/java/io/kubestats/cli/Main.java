package io.kubestats.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kubestats.config.ServeFlags;
import io.kubestats.tls.TlsContexts;
import java.io.PrintWriter;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point: parses and runs the command. The exit code is 0, 1 if the command failed, or 2 for invalid flags. */
@Command(
        name = "kubestats",
        description = "Resource metrics for Kubernetes: the Metrics API and Prometheus series from one scrape of each"
                + " kubelet.",
        versionProvider = Main.Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DemoCommand.class, ServeCommand.class, HelpCommand.class},
        footer = {
            "",
            "Try it without a cluster:  java -jar kubestats.jar demo",
            "Flags of a command:        java -jar kubestats.jar serve --help"
        })
public final class Main implements Runnable {
    static {
        LogProvider.install(); // Before the first logger, which is the next line's.
    }

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    static final int FAILED = 1;
    static final int WRONG_FLAGS = 2;
    private static final Set<String> OWN_FLAGS = Set.of("-h", "--help", "-V", "--version");
    private static final int HELP_WIDTH = 110;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls.
    private CommandSpec command;

    private Main() {}

    /** Runs the command that {@code args} name, and exits. */
    public static void main(String[] args) {
        // To size its caches, Jetty would otherwise start JMX: 250 classes, 2 MB.
        System.setProperty("org.eclipse.jetty.util.referencesPerCacheLine", "16");
        System.setErr(new LogStream(System.err));
        loadTls();
        System.exit(run(args, new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8)));
    }

    /** Loads the classes of TLS on a second processor while the first one parses the flags. */
    private static void loadTls() {
        Thread thread = new Thread(
                () -> {
                    try {
                        TlsContexts.rehearse();
                    } catch (GeneralSecurityException | SSLException e) {
                        LOG.atDebug().addKeyValue("cause", e).log("TLS could not be preloaded");
                    }
                },
                "kubestats-tls");
        thread.setDaemon(true);
        thread.start();
    }

    static int run(String[] args, PrintWriter out, PrintWriter err) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(HELP_WIDTH)
                .setUsageHelpLongOptionsMaxWidth(42)
                .setParameterExceptionHandler((wrong, given) -> wrongFlags(wrong))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command))
                .execute(arguments(args, err));
    }

    /**
     * Returns the arguments without flags of metrics-server that have no meaning here. As with metrics-server, flags
     * may come without a command.
     */
    private static String[] arguments(String[] args, PrintWriter err) {
        boolean flagsAlone = args.length > 0 && args[0].startsWith("-") && !OWN_FLAGS.contains(args[0]);
        if (!flagsAlone && (args.length == 0 || !args[0].equals("serve"))) {
            return args;
        }
        List<String> warnings = new ArrayList<>();
        List<String> flags = List.of(args).subList(flagsAlone ? 0 : 1, args.length);
        List<String> all = new ArrayList<>(ServeFlags.withoutForeignFlags(flags, warnings));
        all.add(0, "serve");
        warnings.forEach(warning -> err.println("kubestats serve: " + warning));
        return all.toArray(String[]::new);
    }

    /** Prints all problems with the flags, and advice. */
    static int reportProblems(CommandSpec command, List<String> problems) {
        PrintWriter err = command.commandLine().getErr();
        for (String problem : problems) {
            err.println(command.qualifiedName() + ": " + problem);
        }
        err.println("See " + command.qualifiedName() + " --help");
        return WRONG_FLAGS;
    }

    @Override
    public void run() {
        command.commandLine().usage(command.commandLine().getOut());
    }

    private static int wrongFlags(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + message(wrong));
        command.getErr().println("See " + name + " --help");
        return WRONG_FLAGS;
    }

    private static String message(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            return "unknown: " + String.join(" ", unmatched.getUnmatched())
                    + (suggestions.isEmpty() ? "" : " (did you mean " + String.join(" or ", suggestions) + "?)");
        }
        if (wrong instanceof MissingParameterException) {
            return wrong.getMessage() + "; write it as --flag=value";
        }
        return String.valueOf(wrong.getMessage());
    }

    private static int failed(Exception failure, CommandLine command) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        TerminationMessage.ofPod().write(message);
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + message);
        return FAILED;
    }

    /** Prints the version of the build. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"kubestats " + BuildInfo.read().version()};
        }
    }
}
