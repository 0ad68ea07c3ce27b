package dev.chaperone.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands after, and between, gateways that were killed. */
class KilledGatewayTest {
  @TempDir Path folder;

  @Test
  void afterKillMinusNineEveryCommandWorksAndNothingAcknowledgedIsMissing() throws Exception {
    String data = folder.resolve("data").toString();
    JsonNode added = Program.json(folder, "agent", "add", "coder", "--data", data, "--json");
    Path token = Path.of(added.path("token_file").asText());
    for (int round = 1; round <= 3; round++) {
      Program gateway = gateway(data);
      for (int i = 0; i < 5; i++) {
        // Nobody is upstream, which is an answer too, and recorded.
        assertThat(ask(gateway.address(), token)).isGreaterThanOrEqualTo(400);
      }
      JsonNode attached = Program.json(folder, "sessions", "list", "--data", data, "--json");
      ProcessHandle.of(gateway.pid()).orElseThrow().destroyForcibly();
      gateway.close();

      JsonNode after = Program.json(folder, "sessions", "list", "--data", data, "--json");
      assertThat(after.path("sessions")).hasSize(round);
      assertThat(after.at("/sessions/0/id")).isEqualTo(attached.at("/sessions/0/id"));
      assertThat(after.at("/sessions/0/exchanges").asInt()).isEqualTo(5);
      assertThat(after.at("/sessions/0/state").asText()).isEqualTo("closed");
    }
    assertThat(Program.json(folder, "verify", "--data", data, "--json").path("intact").asBoolean())
        .isTrue();
  }

  private Program gateway(String data) throws Exception {
    return Program.serve(
        Program.chaperone(
            "serve",
            "--port",
            "0",
            "--https-port",
            "0",
            "--exit-with-stdin",
            "--credentials",
            "none",
            "--upstream",
            "http://127.0.0.1:9",
            "--data",
            data),
        folder.resolve("gateway.log"));
  }

  private static int ask(String address, Path token) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("http://" + address + "/bigquery/v2/projects/p/datasets"))
              .header("Authorization", "Bearer " + Files.readString(token).strip())
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  @Test
  void commandsThatRaceForAFreeFolderAllSucceed() throws Exception {
    String data = folder.resolve("data").toString();
    List<Process> commands = new java.util.ArrayList<>();
    for (int i = 0; i < 4; i++) {
      commands.add(
          new ProcessBuilder(Program.chaperone("agent", "add", "a" + i, "--data", data))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("out" + i).toFile())
              .start());
    }
    for (int i = 0; i < 4; i++) {
      assertThat(commands.get(i).waitFor())
          .as(Files.readString(folder.resolve("out" + i)))
          .isZero();
    }
    assertThat(Program.json(folder, "agent", "list", "--data", data, "--json").path("agents"))
        .hasSize(4);
  }
}
