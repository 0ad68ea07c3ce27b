package dev.chaperone.app.cli;

import dev.chaperone.console.Console;
import dev.chaperone.recordings.SessionSummary;
import dev.chaperone.recordings.frame.SessionId;
import java.util.List;
import java.util.Optional;

/** Finds the session a person means: its id, the beginning or end of it, or {@code last}. */
final class SessionFinder {
  private static final int SEARCHED = 10_000;

  private SessionFinder() {}

  static SessionSummary find(Console console, String name) {
    if (name.equals("last")) {
      return console.sessions(1).stream()
          .findFirst()
          .orElseThrow(() -> new CommandFailure(Exit.NOT_FOUND, "nothing is recorded yet"));
    }
    return exact(console, name).orElseGet(() -> abbreviated(console, name));
  }

  private static Optional<SessionSummary> exact(Console console, String name) {
    try {
      return console.session(new SessionId(name));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(Exit.NOT_FOUND, "that is no session id; " + HOW, e);
    }
  }

  private static final String HOW = "list them: chaperone sessions list";

  private static SessionSummary abbreviated(Console console, String name) {
    List<SessionSummary> found =
        console.sessions(SEARCHED).stream()
            .filter(s -> s.id().value().startsWith(name) || s.id().value().endsWith(name))
            .toList();
    return switch (found.size()) {
      case 0 ->
          throw new CommandFailure(Exit.NOT_FOUND, "there is no session " + name + "; " + HOW);
      case 1 -> found.getFirst();
      default ->
          throw new CommandFailure(
              Exit.NOT_FOUND,
              name + " fits " + found.size() + " sessions; give more of the id, or " + HOW);
    };
  }
}
