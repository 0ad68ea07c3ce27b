package dev.chaperone.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program itself, and the list of its commands. */
@Command(
    name = "chaperone",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description = {
      "A gateway between AI agents and Google BigQuery: it authenticates every agent, records every"
          + " request, and shows it.",
      ""
    },
    commandListHeading = "%nCommands:%n",
    optionListHeading = "Options:%n",
    footerHeading = "%nFirst steps:%n",
    footer = {
      "  chaperone demo            see it work, with sample data and a scripted agent",
      "  chaperone serve           start the gateway",
      "  chaperone connect bq      what an agent's environment needs"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it worked",
      "1:it failed, or what was checked is not well",
      "2:the command line is wrong",
      "3:no JDK 25 was found (launcher)",
      "4:it cannot run on this system",
      "5:a port is taken",
      "6:another process has the data folder",
      "7:no gateway runs on the data folder",
      "8:what was named does not exist",
      "9:the recordings cannot be read or written"
    },
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      SandboxCommand.class,
      ConnectCommand.class,
      AgentCommand.class,
      SessionsCommand.class,
      VerifyCommand.class,
      DoctorCommand.class,
      CompletionCommand.class,
      WarmUpCommand.class
    })
final class ChaperoneCommand implements Runnable {
  private final Shell shell;

  @Spec private CommandSpec spec = CommandSpec.create();

  ChaperoneCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    shell.out().println(spec.commandLine().getUsageMessage());
    shell.out().flush();
  }
}
