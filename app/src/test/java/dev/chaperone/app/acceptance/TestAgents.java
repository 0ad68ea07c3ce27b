package dev.chaperone.app.acceptance;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.host.RealParts;
import dev.chaperone.console.NewAgent;
import dev.chaperone.recordings.Recordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Creates agents in a data folder no process uses, without a process for each. */
final class TestAgents {
  private TestAgents() {}

  /** Returns their tokens. */
  static List<String> create(Path data, int count) throws IOException {
    DataFolder folder = new DataFolder(data);
    folder.create();
    RealParts parts = new RealParts(Clock.systemUTC());
    List<String> tokens = new ArrayList<>();
    try (Recordings recordings = parts.openStore(folder)) {
      var desk = parts.openAgents(folder, recordings);
      for (int i = 1; i <= count; i++) {
        var issued =
            desk.create(
                new NewAgent("agent-" + i, List.of(), "model-x", "acceptance", Optional.empty()));
        tokens.add(Files.readString(issued.tokenFile()).strip());
      }
    }
    return tokens;
  }
}
