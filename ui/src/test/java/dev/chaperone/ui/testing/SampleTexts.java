package dev.chaperone.ui.testing;

import dev.chaperone.console.GatewayStatus;
import dev.chaperone.console.IssuedAgent;
import dev.chaperone.ui.model.agents.ConnectTexts;
import java.util.List;

/** What clients need, as the program would say it. */
final class SampleTexts implements ConnectTexts {
  @Override
  public List<Client> clients() {
    return List.of(
        new Client("bq", "bq"),
        new Client("python", "Python"),
        new Client("node", "Node"),
        new Client("java", "Java"),
        new Client("env", "Other"));
  }

  @Override
  public String defaultProject(GatewayStatus gateway) {
    return "demo";
  }

  @Override
  public Text text(Client client, GatewayStatus gateway, IssuedAgent agent, String project) {
    return new Text(
        "export BIGQUERY_EMULATOR_HOST=http://"
            + gateway.http()
            + "\nexport GOOGLE_APPLICATION_CREDENTIALS=/home/ada/.local/share/chaperone/agents/"
            + agent.name()
            + ".adc-http.json\nexport GOOGLE_CLOUD_PROJECT="
            + project,
        List.of("Then: bigquery.Client() works as it is."));
  }
}
