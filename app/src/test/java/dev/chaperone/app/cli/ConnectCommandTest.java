package dev.chaperone.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.app.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectCommandTest {
  @TempDir Path home;
  private CliRun cli;
  private Path data = Path.of("");

  @BeforeEach
  void prepare() {
    cli = new CliRun(home);
    // Blanks and quotes in paths must survive the shell.
    data = home.resolve("it's my data");
  }

  @Test
  void whatIsPrintedCanBeReadByAShell() throws Exception {
    try (CliRun.Serving serving = cli.serve(data)) {
      CliRun.Result printed = cli.run("connect", "env", "--data", data.toString());
      assertThat(printed.exit()).as(printed.err()).isZero();
      assertThat(printed.err()).contains("Created the agent agent");
      Map<String, String> variables = sourced(printed.out());

      String base = "http://" + serving.http();
      assertThat(variables)
          .containsEntry("BIGQUERY_EMULATOR_HOST", base)
          .containsEntry("CLOUDSDK_API_ENDPOINT_OVERRIDES_BIGQUERY", base)
          .containsEntry("GOOGLE_CLOUD_PROJECT", "demo")
          .containsEntry("CLOUDSDK_CORE_PROJECT", "demo");
      Path token = Path.of(variables.get("CLOUDSDK_AUTH_ACCESS_TOKEN_FILE"));
      JsonNode credentials =
          Json.MAPPER.readTree(
              Files.readString(Path.of(variables.get("GOOGLE_APPLICATION_CREDENTIALS"))));
      assertThat(credentials.path("type").asText()).isEqualTo("external_account");
      assertThat(credentials.path("token_url").asText()).isEqualTo(base + "/v1/token");
      assertThat(credentials.at("/credential_source/file").asText()).isEqualTo(token.toString());
      assertThat(printed.out()).doesNotContain(Files.readString(token).strip());
    }
  }

  @Test
  void javaGetsAnHttpsTokenUrlAndATrustStore() throws Exception {
    try (CliRun.Serving serving = cli.serve(data)) {
      JsonNode json =
          cli.run("connect", "java", "--agent", "coder", "--data", data.toString(), "--json")
              .json();
      assertThat(json.path("agent").asText()).isEqualTo("coder");
      JsonNode credentials =
          Json.MAPPER.readTree(Files.readString(Path.of(json.path("credentials_file").asText())));
      assertThat(credentials.path("token_url").asText())
          .isEqualTo("https://" + json.path("https").asText() + "/v1/token");
      assertThat(json.at("/java_options/0").asText())
          .isEqualTo("-Djavax.net.ssl.trustStore=" + json.path("trust_store").asText());
      assertThat(Path.of(json.path("trust_store").asText())).isRegularFile();
      assertThat(Path.of(json.path("ca_certificate").asText())).isRegularFile();
      assertThat(serving.http()).isEqualTo(json.path("http").asText());
    }
  }

  @Test
  void theOnlyAgentIsTakenAndOfSeveralOneMustBeNamed() throws Exception {
    try (CliRun.Serving serving = cli.serve(data)) {
      cli.run("agent", "add", "first", "--data", data.toString());
      assertThat(cli.run("connect", "bq", "--data", data.toString()).out()).contains("agent first");
      cli.run("agent", "add", "second", "--data", data.toString());
      AgentCommandsTest.assertFails(
          cli.run("connect", "bq", "--data", data.toString()), Exit.USAGE, "first|second");
      assertThat(serving.http()).isNotEmpty();
    }
  }

  @Test
  void waitSaysThatTheFirstRequestArrived() throws Exception {
    try (CliRun.Serving serving = cli.serve(data)) {
      cli.run("agent", "add", "coder", "--data", data.toString());
      Path token = data.resolve("agents").resolve("coder.jwt");
      JsonNode json =
          cli.run("connect", "bq", "--agent", "coder", "--data", data.toString(), "--json").json();
      assertThat(Path.of(json.path("token_file").asText())).isEqualTo(token);

      Thread client = Thread.ofVirtual().start(() -> askUntilStopped(serving.http(), token));
      CliRun.Result waited =
          cli.run("connect", "bq", "--agent", "coder", "--wait", "--data", data.toString());
      client.interrupt();
      client.join();
      assertThat(waited.exit()).isZero();
      assertThat(waited.err())
          .contains("It arrived: bigquery.datasets.list from 127.0.0.1:")
          .contains("test-client/1");
    }
  }

  /** The command begins to wait at some time after it was started, so one request is not enough. */
  private static void askUntilStopped(String address, Path token) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!Thread.currentThread().isInterrupted()) {
        HttpRequest request =
            HttpRequest.newBuilder(
                    URI.create("http://" + address + "/bigquery/v2/projects/demo/datasets"))
                .header("Authorization", "Bearer " + Files.readString(token).strip())
                .header("User-Agent", "test-client/1")
                .build();
        client.send(request, HttpResponse.BodyHandlers.discarding());
        Thread.sleep(50);
      }
    } catch (IOException | InterruptedException e) {
      // The test is over.
    }
  }

  @Test
  void withoutAGatewayItSaysHowToStartOne() {
    AgentCommandsTest.assertFails(
        cli.run("connect", "bq", "--data", data.toString()), Exit.NOT_RUNNING, "chaperone serve");
    cli.run("agent", "add", "coder", "--data", data.toString());
    AgentCommandsTest.assertFails(
        cli.run("connect", "bq", "--data", data.toString()), Exit.NOT_RUNNING, "chaperone serve");
    AgentCommandsTest.assertFails(
        cli.run("connect", "cobol", "--data", data.toString()), Exit.USAGE, "cobol");
  }

  private static Map<String, String> sourced(String script)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", "eval \"$1\"; env -0", "bash", script);
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    Process shell = builder.redirectErrorStream(true).start();
    String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(out).isZero();
    Map<String, String> variables = new TreeMap<>();
    for (String entry : out.split("\0")) {
      int equals = entry.indexOf('=');
      variables.put(entry.substring(0, equals), entry.substring(equals + 1));
    }
    return variables;
  }
}
