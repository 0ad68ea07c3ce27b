package dev.chaperone.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.host.GatewayHost;
import dev.chaperone.app.host.ServeSettings;
import dev.chaperone.app.json.Json;
import dev.chaperone.app.text.Lines;
import dev.chaperone.console.GatewayStatus;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the gateway without a window until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Start the gateway. The first line it prints begins with its HTTP address; it runs until"
          + " Ctrl-C."
    })
final class ServeCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private DataOption data = new DataOption();
  @Mixin private GatewayOptions options = new GatewayOptions();
  @Mixin private ConsolePortOptions consolePort = new ConsolePortOptions();
  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--exit-with-stdin",
      description = "Stop when standard input ends, so that it never outlives its starter.")
  private boolean exitWithStdin;

  ServeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    DataFolder folder = data.folder(shell);
    ServeSettings settings = options.settings(folder);
    consolePort.check();
    StopSignal stop = new StopSignal();
    try (GatewayHost host = new GatewayStarter(shell).start(data.door(shell, "serve"), settings)) {
      stop.onShutdown(host::close);
      host.onPolicyChange(new PolicyNews(shell, () -> host.console().reviewers().isReady()));
      ready(folder, host, consolePort.open(shell, folder, host));
      if (exitWithStdin) {
        stop.onEndOf(shell.in());
      }
      stop.await();
    }
    return Exit.OK;
  }

  private void ready(
      DataFolder folder, GatewayHost host, Optional<ConsolePortOptions.Opened> console) {
    GatewayStatus status = host.status();
    ReadyLine ready = new ReadyLine(shell, folder, data.isGiven());
    if (json.isOn()) {
      ObjectNode line = Json.MAPPER.createObjectNode();
      line.put("http", status.http()).put("https", status.https()).put("data", folder.toString());
      console.ifPresent(
          port ->
              line.put("console", port.address())
                  .put("console_fingerprint", port.fingerprint().toString()));
      JsonOption.print(shell.out(), line);
    } else {
      ready.print(status);
    }
    ready.remarks(host.console().operator());
    boolean reviewerKey = host.console().reviewers().isReady();
    host.console()
        .policy()
        .ifPresent(
            policy ->
                PolicyStatusCommand.caveats(policy, reviewerKey).stream()
                    .map(Lines::oneLine)
                    .forEach(shell::note));
    console.ifPresent(ready::consolePort);
  }
}
