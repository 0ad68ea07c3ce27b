package dev.chaperone.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.app.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
  @TempDir Path home;
  private CliRun cli;
  private Path data = Path.of("");

  @BeforeEach
  void prepare() {
    cli = new CliRun(home);
    data = home.resolve("data");
  }

  @Test
  void theReadyLineBeginsWithTheHttpAddressAndTheNextSaysUnprotected() throws Exception {
    try (CliRun.Serving serving = cli.serve(data)) {
      assertThat(serving.firstLine())
          .matches("127\\.0\\.0\\.1:\\d+ .*https.*127\\.0\\.0\\.1:\\d+.*");
      assertThat(serving.err()).startsWith("unprotected");
      assertThat(health(serving.http())).isEqualTo(200);
      assertThat(serving.end()).isZero();
    }
  }

  @Test
  void theReadyLineInJsonHasBothAddresses() throws Exception {
    try (CliRun.Serving serving = cli.serve(data, "--json")) {
      JsonNode line = Json.MAPPER.readTree(serving.firstLine());
      assertThat(line.path("http").asText()).matches("127\\.0\\.0\\.1:\\d+");
      assertThat(line.path("https").asText()).matches("127\\.0\\.0\\.1:\\d+");
      assertThat(health(line.path("http").asText())).isEqualTo(200);
    }
  }

  @Test
  void whatBecomesOfASavedPolicyIsToldInTheTerminal() throws Exception {
    Path policy = Files.writeString(home.resolve("team.yaml"), "version: 1");
    try (CliRun.Serving serving = cli.serve(data, "--policy", policy.toString())) {
      serving.firstLine();
      Files.writeString(policy, "version: 1\ndefaults: { read: hodl }");
      awaitTold(serving, "team.yaml: the file as saved cannot be used");
      Files.writeString(policy, "version: 1\ndefaults: { read: deny }");
      awaitTold(serving, "team.yaml: in force as saved");
    }
  }

  private static void awaitTold(CliRun.Serving serving, String text) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!serving.err().contains(text)) {
      assertThat(System.nanoTime()).as(text + " in " + serving.err()).isLessThan(end);
      health(serving.http());
    }
  }

  @Test
  void aBusyPortIsNamedWithItsHolderAndFreesTheFolder() throws Exception {
    try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(holder.getLocalPort());
      CliRun.Result refused =
          cli.run(
              "serve",
              "--data",
              data.toString(),
              "--port",
              port,
              "--https-port",
              "0",
              "--credentials",
              "none",
              "--upstream",
              "http://127.0.0.1:9");
      AgentCommandsTest.assertFails(refused, Exit.PORT_BUSY, "port " + port + " is taken by");
      if (System.getProperty("os.name").equals("Linux")) {
        assertThat(refused.err()).contains("pid " + ProcessHandle.current().pid());
      }
    }
    try (CliRun.Serving serving = cli.serve(data)) {
      assertThat(health(serving.http())).isEqualTo(200);
    }
  }

  @Test
  void aSecondGatewayOnTheFolderIsRefused() throws Exception {
    try (CliRun.Serving serving = cli.serve(data)) {
      CliRun.Result second =
          cli.run(
              "serve",
              "--data",
              data.toString(),
              "--port",
              "0",
              "--https-port",
              "0",
              "--credentials",
              "none",
              "--upstream",
              "http://127.0.0.1:9");
      AgentCommandsTest.assertFails(second, Exit.FOLDER_IN_USE, "chaperone serve (process");
      assertThat(health(serving.http())).isEqualTo(200);
    }
  }

  @Test
  void wrongOptionsAreRefusedWithTheRightOnes() {
    refuses("--operator-auth", "oidc", "--operator-issuer");
    refuses("--operator-auth", "maybe", "auto, passphrase, oidc or none");
    refuses("--port", "70000", "65535");
    refuses("--upstream", "ftp://example.com", "--upstream takes");
    refuses("--upstream", "http://user:secret@127.0.0.1:1", "--upstream takes");
    refuses("--credentials", "", "Name a credential");
  }

  @Test
  void aCredentialIsNotSentToJustAnyHost() {
    CliRun.Result refused =
        cli.run(
            "serve",
            "--data",
            data.toString(),
            "--port",
            "0",
            "--https-port",
            "0",
            "--credentials",
            home.resolve("key.json").toString(),
            "--upstream",
            "https://example.com");
    assertThat(refused.exit()).as(refused.err()).isNotZero();
    assertThat(refused.err()).contains("--allow-upstream").doesNotContain("\tat ");
  }

  @Test
  void aConnectionOfThePolicyThatCannotBeUsedKeepsTheGatewayFromStarting() throws Exception {
    Path policy =
        Files.writeString(
            home.resolve("team.yaml"),
            """
            version: 1
            connections:
              - name: live
                upstream: "https://bigquery.googleapis.com"
                credential: "%s"
            """
                .formatted(home.resolve("missing.json")));
    CliRun.Result refused =
        cli.run(
            "serve",
            "--data",
            data.toString(),
            "--port",
            "0",
            "--https-port",
            "0",
            "--policy",
            policy.toString());
    AgentCommandsTest.assertFails(
        refused, Exit.FAILED, "team.yaml:3:5: The connection 'live' cannot be used.");
    assertThat(refused.err()).contains("missing.json does not exist");
  }

  private void refuses(String option, String value, String hint) {
    CliRun.Result result =
        cli.run(
            "serve", "--data", data.toString(), "--port", "0", "--https-port", "0", option, value);
    if (option.equals("--port")) {
      result = cli.run("serve", "--data", data.toString(), option, value);
    }
    AgentCommandsTest.assertFails(result, Exit.USAGE, hint);
    assertThat(result.err()).doesNotContain("secret");
  }

  private static int health(String address) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + address + "/healthz")).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }
}
