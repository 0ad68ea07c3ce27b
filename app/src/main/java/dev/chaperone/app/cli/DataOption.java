package dev.chaperone.app.cli;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.host.Door;
import dev.chaperone.app.host.LogFile;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --data}, and the way to the folder it names. {@link AttachOption} is more. */
class DataOption {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder (default: ${DATA-FOLDER}).")
  private @Nullable Path data;

  static DataOption of(Path folder) {
    DataOption option = new DataOption();
    option.data = folder;
    return option;
  }

  final boolean isGiven() {
    return data != null;
  }

  final DataFolder folder(Shell shell) {
    DataFolder folder =
        data == null
            ? shell.held().map(HeldConsole::folder).orElseGet(shell::usualData)
            : new DataFolder(data);
    LogFile.use(folder.logFile());
    return folder;
  }

  /** Opens the folder, or goes over the connection that is held already. */
  Door.Visit visit(Shell shell, String command) {
    DataFolder folder = folder(shell);
    return shell
        .held()
        .filter(held -> held.remote() ? !isGiven() : held.folder().root().equals(folder.root()))
        .map(held -> new Door.Visit(held.console(), () -> {}))
        .orElseGet(() -> door(shell, command).open());
  }

  final Door door(Shell shell, String command) {
    return new Door(folder(shell), shell.parts(), command, shell.clock(), PATIENCE);
  }
}
