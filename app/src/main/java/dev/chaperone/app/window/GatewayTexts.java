package dev.chaperone.app.window;

import dev.chaperone.app.connect.ClientKind;
import dev.chaperone.app.connect.ConnectPlan;
import dev.chaperone.app.connect.CredentialFiles;
import dev.chaperone.app.connect.UsualProject;
import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.data.Reasons;
import dev.chaperone.app.text.ShellText;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.GatewayStatus;
import dev.chaperone.console.IssuedAgent;
import dev.chaperone.ui.model.agents.ConnectTexts;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the Connect page shows: the same that the command {@code connect} prints. */
public final class GatewayTexts implements ConnectTexts {
  private static final List<String> JAVA_REMARKS =
      List.of(
          "Java's library exchanges its token over https only: with the options its JVM trusts this"
              + " gateway's own certificate authority. The trust store's password is no secret.",
          "The client has to be told the host in the program, as the last lines show.");

  private final DataFolder data;
  private final Map<String, String> environment;

  public GatewayTexts(DataFolder data, Map<String, String> environment) {
    this.data = data;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public List<Client> clients() {
    return all();
  }

  static List<Client> all() {
    return Arrays.stream(ClientKind.values())
        .map(kind -> new Client(kind.word(), title(kind)))
        .toList();
  }

  private static String title(ClientKind kind) {
    return switch (kind) {
      case BQ -> "bq";
      case PYTHON -> "Python";
      case NODE -> "Node.js";
      case JAVA -> "Java";
      case ENV -> "All but Java";
    };
  }

  @Override
  public String defaultProject(GatewayStatus gateway) {
    return UsualProject.of(gateway, environment)
        .orElseThrow(
            () ->
                new ConsoleException(
                    ConsoleException.Code.INVALID,
                    "Say which Google Cloud project the agent's queries run in: fill in Project"
                        + " above."));
  }

  @Override
  public Text text(Client client, GatewayStatus gateway, IssuedAgent agent, String project) {
    ClientKind kind = ClientKind.valueOf(client.id().toUpperCase(Locale.ROOT));
    CredentialFiles files;
    try {
      files = CredentialFiles.write(data, gateway, agent);
    } catch (IOException e) {
      throw new ConsoleException(
          ConsoleException.Code.STORE,
          "The agent's credentials file cannot be written ("
              + Reasons.of(e)
              + "). Mend the rights of "
              + data.agents()
              + ".",
          e);
    }
    ConnectPlan plan = ConnectPlan.of(kind, gateway, agent, files, project);
    StringBuilder copy = new StringBuilder();
    plan.variables()
        .forEach(
            (name, value) ->
                copy.append("export ")
                    .append(name)
                    .append('=')
                    .append(ShellText.quoted(value))
                    .append('\n'));
    if (kind != ClientKind.JAVA) {
      return new Text(copy.toString(), plan.remarks());
    }
    // Options and lines of code are to be copied as well; a shell passes over comments.
    plan.remarks().forEach(line -> copy.append("# ").append(line).append('\n'));
    return new Text(copy.toString(), JAVA_REMARKS);
  }
}
