package dev.chaperone.app.cli;

import dev.chaperone.app.host.LogFile;
import dev.chaperone.console.ConsoleException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Runs one command line and turns whatever ends it into an exit code and a line to read. */
public final class CommandLineRunner {
  private static final Logger LOG = LoggerFactory.getLogger(CommandLineRunner.class);

  private final Shell shell;

  public CommandLineRunner(Shell shell) {
    this.shell = shell;
  }

  public int run(List<String> arguments) {
    LogFile.use(shell.usualData().logFile());
    System.setProperty("DATA-FOLDER", shell.usualData().toString());
    CommandLine line =
        new CommandLine(new ChaperoneCommand(shell), new CommandFactory(shell))
            .setOut(writer(shell.out()))
            .setErr(writer(shell.err()))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpAutoWidth(false)
            .setExecutionStrategy(this::execute)
            .setParameterExceptionHandler(this::misuse)
            .setExecutionExceptionHandler((e, command, result) -> failure(e));
    try {
      return line.execute(arguments.toArray(String[]::new));
    } finally {
      shell.out().flush();
      shell.err().flush();
    }
  }

  private int execute(ParseResult result) {
    // The window's options before a command would be passed over in silence.
    if (result.hasSubcommand() && !result.matchedOptions().isEmpty()) {
      String option = result.matchedOptions().getFirst().longestName();
      throw new ParameterException(
          result.commandSpec().commandLine(),
          option
              + " stands before the command; write it after: chaperone "
              + result.subcommand().commandSpec().name()
              + " "
              + option
              + " …");
    }
    return new CommandLine.RunLast().execute(result);
  }

  private int misuse(ParameterException e, String[] arguments) {
    say(String.valueOf(e.getMessage()));
    shell.note("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return Exit.USAGE;
  }

  private int failure(Exception e) {
    return switch (e) {
      case CommandFailure failure -> {
        LOG.debug("a command failed", failure);
        say(String.valueOf(failure.getMessage()));
        yield failure.exitCode();
      }
      case ConsoleException failure -> {
        LOG.info("a command failed", failure);
        say(String.valueOf(failure.getMessage()));
        yield exitCodeOf(failure);
      }
      default -> {
        LOG.error("a command failed", e);
        say(
            "it failed in a way nobody foresaw ("
                + e.getClass().getSimpleName()
                + "); the log says more: "
                + LogFile.path());
        yield Exit.FAILED;
      }
    };
  }

  private void say(String message) {
    shell.note("chaperone: " + message);
  }

  private static int exitCodeOf(ConsoleException failure) {
    return switch (failure.code()) {
      case NOT_FOUND -> Exit.NOT_FOUND;
      case INVALID -> Exit.USAGE;
      case NEEDS_OPERATOR, REFUSED_OPERATOR -> Exit.OPERATOR;
      case IN_USE -> Exit.FOLDER_IN_USE;
      case STORE -> Exit.STORE;
      case GONE, INTERNAL -> Exit.FAILED;
    };
  }

  private static PrintWriter writer(java.io.PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
