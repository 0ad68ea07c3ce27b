package dev.chaperone.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.app.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real clients read tables of every type whose columns are masked, by every method. */
class RealClientsMaskedTest extends EndToEnd {
  /** By the policy's method; nothing of a value is left by the first four. */
  private static final List<String> METHODS =
      List.of(
          "redact",
          "null",
          "hash",
          "constant",
          "last4",
          "partial-email",
          "bucket",
          "truncate-date");

  private static final int HIDE_ALL = 4;

  private static final String VALUES =
      """
      'Secret-7Q2X-Value' AS s, b'Secret-7Q2X-Value' AS bs, 86753091 AS i, 8675.3091 AS f,
      NUMERIC '8675.3091' AS n, BIGNUMERIC '8675.3091' AS bn, TRUE AS bo, DATE '1986-07-05' AS d,
      DATETIME '1986-07-05 10:11:12' AS dt, TIME '10:11:12' AS ti,
      TIMESTAMP '1986-07-05 10:11:12+00' AS ts, JSON '{"a":"Secret-7Q2X-Value"}' AS j,
      ['Secret-7Q2X-Value', 'other-7Q2X-Value'] AS ss, [86753091] AS ii, [8675.3091] AS ff,
      [DATE '1986-07-05'] AS dd, [TIMESTAMP '1986-07-05 10:11:12+00'] AS tts, [TRUE] AS bb,
      STRUCT('Secret-7Q2X-Value' AS x, 86753091 AS y, ['Secret-7Q2X-Value'] AS z) AS st,
      [STRUCT('Secret-7Q2X-Value' AS x, 86753091 AS y)] AS sts""";

  @Override
  String client() {
    return "bq";
  }

  @Override
  void require() {
    // Each client asks for itself.
  }

  @Override
  List<String> options() throws IOException {
    StringBuilder policy = new StringBuilder("version: 1\ntags:\n");
    METHODS.forEach(
        m -> policy.append("  ").append(m).append(": [\"shop.").append(table(m)).append(".*\"]\n"));
    policy.append("masking:\n");
    METHODS.forEach(
        m ->
            policy
                .append("  - { tag: ")
                .append(m)
                .append(", method: ")
                .append(m)
                .append(m.equals("constant") ? ", value: \"-\" }\n" : " }\n"));
    Path file = folder.resolve("policy.yaml");
    Files.writeString(file, policy);
    return List.of("--policy", file.toString());
  }

  private static String table(String method) {
    return "t_" + method.replace('-', '_');
  }

  @ParameterizedTest
  @EnumSource(HeldClient.class)
  void parseWhatIsMaskedAndSeeNoneOfIt(HeldClient client) throws Exception {
    RealClient.require(client.code());
    for (String method : METHODS) {
      create("CREATE TABLE shop." + table(method) + " AS SELECT " + VALUES);
    }
    JsonNode connected = connected(client.code());
    List<String> tables = METHODS.stream().map(RealClientsMaskedTest::table).toList();
    Program.Ended ended =
        Program.run(
            client.program("masked", connected, folder, tables),
            variables(connected),
            folder.resolve("home"));
    List<JsonNode> told = new ArrayList<>();
    for (String line : ended.out().lines().filter(l -> l.startsWith("{")).toList()) {
      told.add(Json.MAPPER.readTree(line));
    }
    assertThat(told).as(ended.out() + ended.err()).hasSize(METHODS.size());
    for (int i = 0; i < told.size(); i++) {
      JsonNode one = told.get(i);
      assertThat(one.path("ok").asBoolean()).as(one.toString()).isTrue();
      assertThat(one.path("rows").asInt()).as(one.toString()).isEqualTo(1);
      assertThat(one.path("detail").asText()).doesNotContain("Secret", "86753091", "3091");
      if (i < HIDE_ALL) {
        assertThat(one.path("detail").asText())
            .doesNotContain("7Q2X", "Value", "8675", "1986", "10:11:12", "U2VjcmV0");
      }
    }
  }

  /** Past the gateway. */
  private void create(String sql) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create(
                          "http://" + witness.address() + "/bigquery/v2/projects/demo/queries"))
                  .header("Content-Type", "application/json")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          Json.MAPPER
                              .createObjectNode()
                              .put("query", sql)
                              .put("useLegacySql", false)
                              .toString()))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }
}
