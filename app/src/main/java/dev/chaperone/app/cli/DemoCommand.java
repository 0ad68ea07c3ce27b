package dev.chaperone.app.cli;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.data.OwnerOnly;
import dev.chaperone.app.demo.Demonstration;
import dev.chaperone.app.demo.LiveLines;
import dev.chaperone.app.demo.Warehouses;
import dev.chaperone.app.host.Door;
import dev.chaperone.app.host.GatewayHost;
import dev.chaperone.app.host.ServeSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the whole main job with sample data: in the window, or in the terminal without one. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "See it work: sample data, the gateway and a scripted agent. Opens the window, which stays"
          + " open for replay until you close it. Without a display, or with --no-window, it shows"
          + " the requests in the terminal and ends after half a minute."
    })
final class DemoCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(names = "--no-zetasql", description = "Use recorded answers instead of the sandbox.")
  private boolean noZetaSql;

  @Option(names = "--no-window", description = "Show it in the terminal and end.")
  private boolean noWindow;

  @Mixin private DataOption data = new DataOption();

  DemoCommand(Shell shell) {
    this.shell = shell;
  }

  /** The stand-in for BigQuery and the gateway before it, as a demonstration has them running. */
  record Stage(Warehouses.Running warehouse, GatewayHost host) implements AutoCloseable {
    @Override
    public void close() throws Exception {
      try (AutoCloseable behind = warehouse.process()) {
        host.close();
      }
    }
  }

  @Override
  public Integer call() throws Exception {
    DataFolder folder =
        data.isGiven()
            ? data.folder(shell)
            : DataOption.of(Files.createTempDirectory("chaperone-demo-")).folder(shell);
    folder.create();
    OwnerOnly.folder(folder.logs());
    DemoReport report = new DemoReport(shell, folder);
    Demonstration demonstration = Demonstration.load();
    if (!noWindow) {
      Optional<String> obstacle = shell.windows().obstacle();
      if (obstacle.isEmpty()) {
        return new DemoWindow(shell, report, demonstration, () -> stage(demonstration, report))
            .run(folder);
      }
      shell.note(obstacle.get());
    }
    return inTerminal(demonstration, report);
  }

  private int inTerminal(Demonstration demonstration, DemoReport report) throws Exception {
    report.say(
        "An agent works through Chaperone's gateway; each line is a request as it was recorded.");
    try (Stage stage = stage(demonstration, report)) {
      report.places(stage.warehouse(), stage.host());
      LiveLines lines = new LiveLines(shell.zone(), shell.width(), report::say);
      lines.heading();
      Demonstration.Outcome outcome = demonstration.run(stage.host(), lines);
      report.say("");
      report.outcome(outcome);
      report.next();
      return outcome.report().intact() ? Exit.OK : Exit.FAILED;
    }
  }

  private Stage stage(Demonstration demonstration, DemoReport report) throws Exception {
    DataFolder folder = report.folder();
    Path log = folder.logs().resolve("sandbox.log");
    OwnerOnly.emptyFile(log);
    Warehouses.Running warehouse =
        Warehouses.start(demonstration, noZetaSql, shell.root(), log, report::say);
    try {
      ServeSettings settings =
          new ServeSettings(
                  folder, 0, 0, URI.create("http://" + warehouse.address()), "none", Set.of())
              .withPolicy(warehouse.policy());
      Door door = DataOption.of(folder.root()).door(shell, "demo");
      GatewayHost host = new GatewayStarter(shell).start(door, settings);
      new StopSignal().onShutdown(host::close);
      return new Stage(warehouse, host);
    } catch (RuntimeException e) {
      warehouse.process().close();
      throw e;
    }
  }
}
