package dev.chaperone.app.connect;

import dev.chaperone.console.GatewayStatus;
import dev.chaperone.console.IssuedAgent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one client needs.
 *
 * @param variables environment variables, in the order they are printed
 * @param javaOptions flags for a JVM, if the client is one
 * @param remarks lines for a person
 */
public record ConnectPlan(
    Map<String, String> variables, List<String> javaOptions, List<String> remarks) {
  /** Public knowledge: a trust store holds no secret, but its format wants a password. */
  private static final String STORE_PASSWORD = "changeit";

  public ConnectPlan {
    variables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    javaOptions = List.copyOf(javaOptions);
    remarks = List.copyOf(remarks);
  }

  public static ConnectPlan of(
      ClientKind client,
      GatewayStatus gateway,
      IssuedAgent agent,
      CredentialFiles files,
      String project) {
    Map<String, String> variables = new LinkedHashMap<>();
    String http = "http://" + gateway.http();
    return switch (client) {
      case BQ -> {
        bq(variables, http, agent, project);
        yield plan(variables, "Then, for example: bq query --use_legacy_sql=false 'SELECT 1'");
      }
      case PYTHON -> {
        libraries(variables, http, files, project);
        yield plan(variables, "Then: bigquery.Client() works as it is.");
      }
      case NODE -> {
        libraries(variables, http, files, project);
        yield plan(variables, "Then: new BigQuery() works as it is.");
      }
      case ENV -> {
        libraries(variables, http, files, project);
        bq(variables, http, agent, project);
        yield plan(
            variables,
            "For bq, Python and Node. Java needs one line of code: chaperone connect java");
      }
      case JAVA -> java(variables, gateway, files, project);
    };
  }

  private static void libraries(
      Map<String, String> variables, String http, CredentialFiles files, String project) {
    variables.put("BIGQUERY_EMULATOR_HOST", http);
    variables.put("GOOGLE_APPLICATION_CREDENTIALS", files.http().toString());
    variables.put("GOOGLE_CLOUD_PROJECT", project);
  }

  private static void bq(
      Map<String, String> variables, String http, IssuedAgent agent, String project) {
    variables.put("CLOUDSDK_API_ENDPOINT_OVERRIDES_BIGQUERY", http);
    variables.put("CLOUDSDK_AUTH_ACCESS_TOKEN_FILE", agent.tokenFile().toString());
    variables.put("CLOUDSDK_CORE_PROJECT", project);
  }

  private static ConnectPlan java(
      Map<String, String> variables, GatewayStatus gateway, CredentialFiles files, String project) {
    variables.put("GOOGLE_APPLICATION_CREDENTIALS", files.https().toString());
    variables.put("GOOGLE_CLOUD_PROJECT", project);
    variables.put("CHAPERONE_BIGQUERY_HOST", "http://" + gateway.http());
    List<String> options =
        List.of(
            "-Djavax.net.ssl.trustStore=" + gateway.trustStore(),
            "-Djavax.net.ssl.trustStorePassword=" + STORE_PASSWORD);
    return new ConnectPlan(
        variables,
        options,
        List.of(
            "Start the program with: java " + String.join(" ", options),
            "and point it at the gateway:",
            "  BigQuery bigquery = BigQueryOptions.newBuilder()",
            "      .setHost(System.getenv(\"CHAPERONE_BIGQUERY_HOST\")).build().getService();"));
  }

  private static ConnectPlan plan(Map<String, String> variables, String remark) {
    return new ConnectPlan(variables, List.of(), List.of(remark));
  }
}
