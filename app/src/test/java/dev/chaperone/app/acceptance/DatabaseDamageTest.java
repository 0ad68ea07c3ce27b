package dev.chaperone.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.proxy.testing.FakeJobs;
import dev.chaperone.proxy.testing.FakeUpstream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the recordings database, the next start makes it anew from the journal. */
class DatabaseDamageTest {
  private static final int REQUESTS = 250;

  @TempDir Path temp;

  private interface Damage {
    void to(Path database) throws IOException;
  }

  @Test
  void deletedTruncatedOrGarbledItIsMadeAnew() throws Exception {
    Path data = temp.resolve("data");
    ShippedProgram program = ShippedProgram.in(temp);
    List<String> tokens = TestAgents.create(data, 2);
    try (FakeUpstream upstream = FakeUpstream.start(new FakeJobs(30));
        ServedGateway gateway = program.serve(data, upstream.uri().toString(), "none")) {
      work(gateway, tokens);
    }
    Path database = data.resolve("recordings.mv.db");
    assertThat(Files.size(database)).isGreaterThan(200_000);
    Listing before = Listing.of(program, data);
    assertThat(before.sessions.path("sessions")).hasSize(2);
    assertThat(before.session.path("exchanges").size()).isGreaterThan(REQUESTS / 2 - 1);

    damage("deleted", program, data, before, Files::delete);
    damage(
        "truncated",
        program,
        data,
        before,
        file -> {
          try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(open.length() / 2);
          }
        });
    damage("garbage in the middle", program, data, before, DatabaseDamageTest::garble);
  }

  @Test
  @Tag("long")
  void garbageAfterAKillIsFoundToo() throws Exception {
    Path data = temp.resolve("data");
    ShippedProgram program = ShippedProgram.in(temp);
    List<String> tokens = TestAgents.create(data, 2);
    try (FakeUpstream upstream = FakeUpstream.start(new FakeJobs(30))) {
      ServedGateway gateway = program.serve(data, upstream.uri().toString(), "none");
      work(gateway, tokens);
      // Closes the sessions that the kill left open, so that both listings show the same.
      gateway.kill9();
      Listing.of(program, data);
      gateway = program.serve(data, upstream.uri().toString(), "none");
      gateway.kill9();
    }
    Path copy = temp.resolve("undamaged.mv.db");
    Files.copy(data.resolve("recordings.mv.db"), copy);
    Listing before = Listing.of(program, data);
    Files.deleteIfExists(data.resolve("recordings.checksum"));
    Files.copy(
        copy, data.resolve("recordings.mv.db"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    damage("garbage after a kill", program, data, before, DatabaseDamageTest::garble);
  }

  private static void garble(Path file) throws IOException {
    byte[] garbage = new byte[64 << 10];
    new Random(7).nextBytes(garbage);
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(open.length() / 2 - garbage.length / 2);
      open.write(garbage);
    }
  }

  private static void work(ServedGateway gateway, List<String> tokens) throws Exception {
    for (String token : tokens) {
      try (AgentClient agent = new AgentClient(gateway.http(), token)) {
        for (int i = 0; i < REQUESTS / 2; i++) {
          assertThat(agent.query("SELECT " + i).statusCode()).isEqualTo(200);
        }
        assertThat(agent.get(AgentClient.PROJECT + "jobs/nobody-knows-it").statusCode())
            .isEqualTo(404);
      }
    }
  }

  private static void damage(
      String name, ShippedProgram program, Path data, Listing before, Damage damage)
      throws Exception {
    damage.to(data.resolve("recordings.mv.db"));
    Listing after = Listing.of(program, data);
    assertThat(after.sessions).as(name + ": sessions list").isEqualTo(before.sessions);
    assertThat(after.session).as(name + ": sessions show").isEqualTo(before.session);
    System.out.printf(
        "database %s: rebuilt, %d sessions, %d exchanges as before%n",
        name, after.sessions.path("sessions").size(), after.session.path("exchanges").size());
  }

  /** What two commands show. */
  private record Listing(JsonNode sessions, JsonNode session) {
    static Listing of(ShippedProgram program, Path data) throws Exception {
      ShippedProgram.Ended list =
          program.run("sessions", "list", "--data", data.toString(), "--json");
      assertThat(list.exitCode()).as(list.out() + list.err()).isZero();
      String id = list.json().path("sessions").path(0).path("id").asText();
      ShippedProgram.Ended show =
          program.run("sessions", "show", id, "--data", data.toString(), "--json");
      assertThat(show.exitCode()).as(show.err()).isZero();
      return new Listing(list.json(), show.json());
    }
  }
}
