package dev.chaperone.ui.model.agents;

import dev.chaperone.console.GatewayStatus;
import dev.chaperone.console.IssuedAgent;
import java.util.List;

/** What a client needs to reach the gateway; the command line's {@code connect} says the same. */
public interface ConnectTexts {
  /**
   * A client.
   *
   * @param id as on the command line: {@code bq}, {@code python}, {@code node}, {@code java},
   *     {@code env}
   */
  record Client(String id, String title) {}

  /**
   * What to do for one client.
   *
   * @param copy for a shell, whole lines
   * @param remarks for a person
   */
  record Text(String copy, List<String> remarks) {
    public Text {
      remarks = List.copyOf(remarks);
    }
  }

  List<Client> clients();

  /** The project that queries run in unless the operator names another one. */
  String defaultProject(GatewayStatus gateway);

  /**
   * Writes the agent's credentials files and says what to do. Runs in the background; throws a
   * {@link dev.chaperone.console.ConsoleException}.
   */
  Text text(Client client, GatewayStatus gateway, IssuedAgent agent, String project);
}
