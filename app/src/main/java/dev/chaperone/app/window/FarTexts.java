package dev.chaperone.app.window;

import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.GatewayStatus;
import dev.chaperone.console.IssuedAgent;
import dev.chaperone.ui.model.agents.ConnectTexts;
import java.util.List;

/** The Connect page of a window on another machine's gateway: agents connect over there. */
public final class FarTexts implements ConnectTexts {
  @Override
  public List<Client> clients() {
    return GatewayTexts.all();
  }

  @Override
  public String defaultProject(GatewayStatus gateway) {
    throw elsewhere();
  }

  @Override
  public Text text(Client client, GatewayStatus gateway, IssuedAgent agent, String project) {
    throw elsewhere();
  }

  private static ConsoleException elsewhere() {
    return new ConsoleException(
        ConsoleException.Code.INVALID,
        "The gateway runs on another machine, and its agents connect there: run chaperone connect"
            + " on that machine.");
  }
}
