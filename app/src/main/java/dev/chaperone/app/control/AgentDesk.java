package dev.chaperone.app.control;

import dev.chaperone.console.IssuedAgent;
import dev.chaperone.console.NewAgent;

/** What a console may change about agents; failures are {@code ConsoleException}s. */
public interface AgentDesk {
  IssuedAgent create(NewAgent agent);

  IssuedAgent tokenOf(String name);

  void revoke(String name);
}
