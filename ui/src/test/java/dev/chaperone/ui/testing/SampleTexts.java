package dev.chaperone.ui.testing;

import dev.chaperone.console.GatewayStatus;
import dev.chaperone.console.IssuedAgent;
import dev.chaperone.ui.model.agents.ConnectTexts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What clients need, in the words of the program. */
final class SampleTexts implements ConnectTexts {
  @Override
  public List<Client> clients() {
    return List.of(
        new Client("bq", "bq"),
        new Client("python", "Python"),
        new Client("node", "Node.js"),
        new Client("java", "Java"),
        new Client("env", "All but Java"));
  }

  @Override
  public String defaultProject(GatewayStatus gateway) {
    return "demo";
  }

  @Override
  public Text text(Client client, GatewayStatus gateway, IssuedAgent agent, String project) {
    String http = "http://" + gateway.http();
    String folder = "/home/ada/.local/share/chaperone/agents/" + agent.name();
    Map<String, String> libraries = new LinkedHashMap<>();
    libraries.put("BIGQUERY_EMULATOR_HOST", http);
    libraries.put("GOOGLE_APPLICATION_CREDENTIALS", folder + ".adc-http.json");
    libraries.put("GOOGLE_CLOUD_PROJECT", project);
    Map<String, String> bq = new LinkedHashMap<>();
    bq.put("CLOUDSDK_API_ENDPOINT_OVERRIDES_BIGQUERY", http);
    bq.put("CLOUDSDK_AUTH_ACCESS_TOKEN_FILE", agent.tokenFile().toString());
    bq.put("CLOUDSDK_CORE_PROJECT", project);
    return switch (client.id()) {
      case "bq" -> exports("Then, for example: bq query --use_legacy_sql=false 'SELECT 1'", bq);
      case "python" -> exports("Then: bigquery.Client() works as it is.", libraries);
      case "node" -> exports("Then: new BigQuery() works as it is.", libraries);
      case "java" -> java(http, folder, project);
      default -> {
        libraries.putAll(bq);
        yield exports(
            "For bq, Python and Node. Java needs one line of code: chaperone connect java",
            libraries);
      }
    };
  }

  private static Text java(String http, String folder, String project) {
    String options =
        "-Djavax.net.ssl.trustStore=ca.p12 -Djavax.net.ssl.trustStorePassword=changeit";
    return new Text(
        "export GOOGLE_APPLICATION_CREDENTIALS="
            + folder
            + ".adc-https.json\nexport GOOGLE_CLOUD_PROJECT="
            + project
            + "\nexport CHAPERONE_BIGQUERY_HOST="
            + http
            + "\n# Start the program with: java "
            + options
            + "\n# and point it at the gateway:\n#   BigQuery bigquery = BigQueryOptions.newBuilder()"
            + "\n#       .setHost(System.getenv(\"CHAPERONE_BIGQUERY_HOST\")).build().getService();\n",
        List.of("The client has to be told the host in the program, as the last lines show."));
  }

  private static Text exports(String remark, Map<String, String> variables) {
    StringBuilder lines = new StringBuilder();
    variables.forEach(
        (name, value) ->
            lines.append("export ").append(name).append('=').append(value).append('\n'));
    return new Text(lines.toString(), List.of(remark));
  }
}
