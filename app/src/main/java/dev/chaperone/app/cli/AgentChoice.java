package dev.chaperone.app.cli;

import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.IssuedAgent;
import dev.chaperone.console.NewAgent;
import dev.chaperone.recordings.AgentRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which agent is connected: the one named, the only one there is, or a new one. */
record AgentChoice(Shell shell, Console console, ProofOption proof) {
  private static final String FIRST = "agent";

  IssuedAgent of(@Nullable String named) {
    return findOrCreate(named == null ? theOnlyOne() : named);
  }

  private String theOnlyOne() {
    Instant now = shell.clock().instant();
    List<String> active =
        console.agents().stream()
            .filter(agent -> !agent.revoked() && now.isBefore(agent.expires()))
            .map(AgentRecord::name)
            .toList();
    return switch (active.size()) {
      case 0 -> FIRST;
      case 1 -> active.getFirst();
      default ->
          throw new CommandFailure(
              Exit.USAGE, "say which agent: --agent " + String.join("|", active));
    };
  }

  private IssuedAgent findOrCreate(String name) {
    try {
      return console.agent(name);
    } catch (ConsoleException e) {
      if (e.code() != ConsoleException.Code.NOT_FOUND) {
        throw e;
      }
    }
    IssuedAgent created =
        new Unlocking(shell, proof).doing(console, () -> console.createAgent(NewAgent.named(name)));
    shell.note("Created the agent " + created.name() + ".");
    return created;
  }
}
