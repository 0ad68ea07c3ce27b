package dev.chaperone.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentCommandsTest {
  @TempDir Path home;
  private CliRun cli;
  private String data = "";

  @BeforeEach
  void prepare() {
    cli = new CliRun(home);
    data = home.resolve("data").toString();
  }

  @Test
  void addTellsTheNameAndWhereTheTokenLies() throws IOException {
    CliRun.Result added =
        cli.run(
            "agent",
            "add",
            "coder",
            "--group",
            "a",
            "--group",
            "b",
            "--model",
            "m",
            "--purpose",
            "p",
            "--ttl",
            "7d",
            "--data",
            data,
            "--json");
    assertThat(added.exit()).isZero();
    assertThat(added.json().fieldNames()).toIterable().containsExactly("agent", "token_file");
    assertThat(added.json().path("agent").asText()).isEqualTo("coder");
    Path token = Path.of(added.json().path("token_file").asText());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
        .isEqualTo("rw-------");
    assertThat(added.out() + added.err()).doesNotContain(Files.readString(token).strip());
  }

  @Test
  void listShowsWhatWasAddedAndRevoked() throws IOException {
    cli.run("agent", "add", "coder", "--purpose", "reports", "--data", data);
    cli.run("agent", "add", "other", "--data", data);
    assertThat(cli.run("agent", "revoke", "other", "--data", data).exit()).isZero();

    JsonNode agents = cli.run("agent", "list", "--data", data, "--json").json().path("agents");
    assertThat(agents).hasSize(2);
    assertThat(agents.findValuesAsText("state")).containsExactly("active", "revoked");

    CliRun.Result table = cli.onTerminal(200).run("agent", "list", "--data", data);
    assertThat(table.out().lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("coder  active") && line.endsWith("reports"));
  }

  @Test
  void mistakesGetOneLineAndTheirExitCode() {
    cli.run("agent", "add", "coder", "--data", data);
    assertFails(cli.run("agent", "add", "coder", "--data", data), Exit.USAGE, "already");
    assertFails(cli.run("agent", "add", "No Good", "--data", data), Exit.USAGE, "name");
    assertFails(cli.run("agent", "revoke", "nobody", "--data", data), Exit.NOT_FOUND, "agent");
    assertFails(cli.run("agent", "add", "x", "--ttl", "soon", "--data", data), Exit.USAGE, "12h");
    assertFails(cli.run("agent"), Exit.USAGE, "add, list or revoke");
  }

  @Test
  void listingAnEmptyPlaceMakesNothing() throws IOException {
    assertThat(cli.run("agent", "list", "--data", data, "--json").json().path("agents")).isEmpty();
    assertThat(Files.exists(Path.of(data))).isFalse();
  }

  @Test
  void aFolderThatCannotBeMadeIsSaid() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "x");
    assertFails(
        cli.run("agent", "add", "x", "--data", file.resolve("data").toString()),
        Exit.STORE,
        "--data");
  }

  static void assertFails(CliRun.Result result, int exit, String hint) {
    assertThat(result.exit()).as(result.err()).isEqualTo(exit);
    assertThat(result.err()).contains(hint).doesNotContain("\tat ").doesNotContain("Exception:");
    assertThat(result.err().lines().count()).isLessThanOrEqualTo(2);
    assertThat(result.out()).isEmpty();
  }
}
