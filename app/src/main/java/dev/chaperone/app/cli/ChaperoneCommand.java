package dev.chaperone.app.cli;

import dev.chaperone.app.control.RemotePort;
import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.data.OwnerRecord;
import dev.chaperone.app.host.Door;
import dev.chaperone.app.host.GatewayHost;
import dev.chaperone.app.host.ServeSettings;
import dev.chaperone.app.window.WindowSource;
import dev.chaperone.ui.launch.NoWindowException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The program itself: the window, and the list of its commands. */
@Command(
    name = "chaperone",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description = {
      "A gateway between AI agents and Google BigQuery: it authenticates every agent, records every"
          + " request, and shows it.",
      "",
      "Without a command it opens the window with the gateway inside, or attaches to the process"
          + " that already runs on the data folder (such as chaperone serve). Closing the window"
          + " ends the gateway it started. With --console it attaches to a gateway on another"
          + " machine, whose options those of serve are.",
      ""
    },
    commandListHeading = "%nCommands:%n",
    synopsisHeading = "",
    customSynopsis = {
      "Usage: chaperone [OPTIONS]              open the window",
      "       chaperone COMMAND [OPTIONS]"
    },
    sortOptions = false,
    optionListHeading = "Options of the window:%n",
    footerHeading = "%nFirst steps:%n",
    footer = {
      "  chaperone demo            see it work, with sample data and a scripted agent",
      "  chaperone                 open the window and start the gateway",
      "  chaperone serve           start the gateway without a window",
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
      "9:the recordings cannot be read or written",
      "10:only an operator may do that, and nobody proved to be one"
    },
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      SandboxCommand.class,
      ConnectCommand.class,
      AgentCommand.class,
      HoldsCommand.class,
      GrantsCommand.class,
      TagsCommand.class,
      PolicyCommand.class,
      OperatorCommand.class,
      ReviewerCommand.class,
      SessionsCommand.class,
      VerifyCommand.class,
      DoctorCommand.class,
      CompletionCommand.class,
      WarmUpCommand.class
    })
final class ChaperoneCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Shell shell;

  @Mixin private AttachOption data = new AttachOption();
  @Mixin private GatewayOptions options = new GatewayOptions();

  ChaperoneCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    DataFolder folder = data.folder(shell);
    ServeSettings settings = options.settings(folder);
    Optional<RemotePort> far = far();
    Optional<String> obstacle = shell.windows().obstacle();
    if (obstacle.isPresent()) {
      throw noWindow(obstacle.get());
    }
    if (far.isPresent()) {
      return attachTo(far.get());
    }
    Door door = new Door(folder, shell.parts(), "window", shell.clock(), PATIENCE);
    GatewayStarter starter = new GatewayStarter(shell);
    StopSignal stop = new StopSignal();
    try (WindowSource source =
        new WindowSource(
            door,
            free -> GatewayHost.open(free.lock(), door.record(), settings, shell.parts()),
            host -> starter.startIn(host, settings),
            shell.environment(),
            new Said(folder))) {
      stop.onShutdown(source::close);
      new WindowRun(shell).show(folder, source);
    } catch (NoWindowException e) {
      throw noWindow(String.valueOf(e.getMessage()));
    }
    return Exit.OK;
  }

  private Optional<RemotePort> far() {
    data.requireSense();
    if (data.isRemote() && data.takesPassphraseFromFile()) {
      throw new CommandFailure(
          Exit.USAGE, "the window asks for the passphrase itself: no --console-passphrase-file.");
    }
    return data.isRemote() ? Optional.of(data.port(shell)) : Optional.empty();
  }

  private int attachTo(RemotePort port) throws InterruptedException {
    try {
      new WindowRun(shell).showFar(port::open);
      return Exit.OK;
    } catch (NoWindowException e) {
      throw noWindow(String.valueOf(e.getMessage()));
    }
  }

  private static CommandFailure noWindow(String why) {
    return new CommandFailure(
        Exit.CANNOT_RUN_HERE,
        why
            + System.lineSeparator()
            + "Without a window: chaperone demo shows it at work in the terminal, chaperone serve"
            + " starts the gateway, chaperone --help says more.");
  }

  /** What the terminal is told while the window is open. */
  private final class Said implements WindowSource.Listener {
    private final ReadyLine ready;

    Said(DataFolder folder) {
      ready = new ReadyLine(shell, folder, data.isGiven());
    }

    @Override
    public void started(GatewayHost host) {
      ready.print(host.status());
      ready.remarks(host.console().operator());
    }

    @Override
    public void notStarted(String problem) {
      shell.note("chaperone: no gateway: " + problem);
    }

    @Override
    public void attached(Optional<OwnerRecord> owner) {
      shell.note(
          "Attached to "
              + owner
                  .map(o -> "chaperone " + o.command() + " (process " + o.pid() + ")")
                  .orElse("the process that runs on the data folder")
              + "; the gateway runs there, with its own options.");
    }
  }
}
