package dev.chaperone.console;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An agent to be created.
 *
 * @param lifetime of its tokens; empty for the gateway's usual one
 */
public record NewAgent(
    String name, List<String> groups, String model, String purpose, Optional<Duration> lifetime) {
  public NewAgent {
    groups = List.copyOf(groups);
  }

  public static NewAgent named(String name) {
    return new NewAgent(name, List.of(), "", "", Optional.empty());
  }
}
