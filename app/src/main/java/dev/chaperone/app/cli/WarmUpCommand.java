package dev.chaperone.app.cli;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.demo.Demonstration;
import dev.chaperone.app.demo.LiveLines;
import dev.chaperone.app.demo.Warehouses;
import dev.chaperone.app.host.Door;
import dev.chaperone.app.host.GatewayHost;
import dev.chaperone.app.host.ServeSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Runs the main job once, quietly: the launcher lets Java learn from it which classes start. */
@Command(name = "warm-up", hidden = true, description = "Used by the launcher after a build.")
final class WarmUpCommand implements Callable<Integer> {
  private final Shell shell;

  WarmUpCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("chaperone-warm-up-");
    try {
      run(DataOption.of(folder));
    } finally {
      delete(folder);
    }
    return Exit.OK;
  }

  private void run(DataOption data) throws Exception {
    DataFolder folder = data.folder(shell);
    Demonstration demonstration = Demonstration.load();
    Warehouses.Running warehouse =
        Warehouses.start(demonstration, true, Optional.empty(), folder.logFile(), line -> {});
    URI upstream = URI.create("http://" + warehouse.address());
    ServeSettings settings =
        new ServeSettings(folder, 0, 0, upstream, "none", Set.of()).withPolicy(warehouse.policy());
    Door door = data.door(shell, "warm-up");
    try (AutoCloseable behind = warehouse.process();
        GatewayHost host = new GatewayStarter(shell).start(door, settings)) {
      demonstration.run(host, new LiveLines(shell.zone(), 100, line -> {}));
      try (Door.Visit visit = door.open()) {
        visit.console().sessions(10);
      }
      if (System.getProperty("glass.platform", "").equals("Headless")) {
        new WarmUpWindow(shell).show(folder, host.console());
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
