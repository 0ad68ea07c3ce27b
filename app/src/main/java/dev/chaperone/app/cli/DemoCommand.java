package dev.chaperone.app.cli;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.data.OwnerOnly;
import dev.chaperone.app.demo.Demonstration;
import dev.chaperone.app.demo.LiveLines;
import dev.chaperone.app.demo.Warehouses;
import dev.chaperone.app.host.Door;
import dev.chaperone.app.host.GatewayHost;
import dev.chaperone.app.host.ServeSettings;
import dev.chaperone.app.text.Units;
import dev.chaperone.recordings.SessionSummary;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the whole main job with sample data, and exits. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "See it work: sample data, the gateway and a scripted agent; takes half a minute.")
final class DemoCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(names = "--no-zetasql", description = "Use recorded answers instead of the sandbox.")
  private boolean noZetaSql;

  @Mixin private DataOption data = new DataOption();

  DemoCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    DataFolder folder =
        data.isGiven()
            ? data.folder(shell)
            : DataOption.of(Files.createTempDirectory("chaperone-demo-")).folder(shell);
    folder.create();
    OwnerOnly.folder(folder.logs());
    Demonstration demonstration = Demonstration.load();
    say("An agent works through Chaperone's gateway; each line is a request as it was recorded.");
    Path log = folder.logs().resolve("sandbox.log");
    OwnerOnly.emptyFile(log);
    Warehouses.Running warehouse =
        Warehouses.start(demonstration, noZetaSql, shell.root(), log, this::say);
    try (AutoCloseable behind = warehouse.process()) {
      return run(demonstration, folder, warehouse);
    }
  }

  private int run(Demonstration demonstration, DataFolder folder, Warehouses.Running warehouse)
      throws Exception {
    ServeSettings settings =
        new ServeSettings(
            folder, 0, 0, URI.create("http://" + warehouse.address()), "none", Set.of());
    Door door = DataOption.of(folder.root()).door(shell, "demo");
    try (GatewayHost host = new GatewayStarter(shell).start(door, settings)) {
      new StopSignal().onShutdown(host::close);
      say("  warehouse  " + warehouse.description());
      say(
          "  gateway    "
              + host.status().http()
              + ", https "
              + host.status().https()
              + ", unprotected (--operator-auth none)");
      say("  data       " + folder);
      say("");
      LiveLines lines = new LiveLines(shell.zone(), shell.width(), this::say);
      lines.heading();
      Demonstration.Outcome outcome = demonstration.run(host, lines);
      summary(folder, outcome);
      return outcome.report().intact() ? Exit.OK : Exit.FAILED;
    }
  }

  private void summary(DataFolder folder, Demonstration.Outcome outcome) {
    say("");
    say(
        "Done: "
            + String.join(
                ", ",
                Units.count(sum(outcome, SessionSummary::exchanges), "request"),
                Units.count(sum(outcome, SessionSummary::errors), "error") + " (one on purpose)",
                Units.count(sum(outcome, SessionSummary::rows), "row"),
                Units.bytes(sum(outcome, SessionSummary::bytesDelivered)) + " delivered",
                Units.bytes(sum(outcome, SessionSummary::bytesProcessed)) + " scanned"));
    say(
        "Recorded: "
            + Units.count(outcome.frames(), "frame")
            + " in "
            + folder
            + "; "
            + VerifyCommand.summary(outcome.report()));
    outcome.report().faults().forEach(fault -> say("  " + fault));
    String here = " --data " + ShellText.quoted(folder.toString());
    say("");
    say("Next:");
    say("  ./chaperone sessions show last" + here);
    say("  ./chaperone sandbox --port 9050");
    say("  ./chaperone serve --upstream http://127.0.0.1:9050 --credentials none");
    say("  eval \"$(./chaperone connect bq)\" && bq query 'SELECT COUNT(*) FROM shop.orders'");
  }

  private static long sum(Demonstration.Outcome outcome, ToLongFunction<SessionSummary> figure) {
    List<SessionSummary> sessions = outcome.sessions();
    return sessions.stream().mapToLong(session -> Math.max(0, figure.applyAsLong(session))).sum();
  }

  private void say(String line) {
    shell.out().println(line);
    shell.out().flush();
  }
}
