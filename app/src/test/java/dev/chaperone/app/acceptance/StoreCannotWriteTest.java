package dev.chaperone.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chaperone.proxy.testing.FakeJobs;
import dev.chaperone.proxy.testing.FakeUpstream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real full disk and a real read-only folder: refused with what to do, until it works again. */
class StoreCannotWriteTest {
  private static final int MIB = 1 << 20;

  @TempDir Path temp;

  @Test
  void onANearlyFullDiskTheReserveIsKeptAndRequestsAreRefusedUntilThereIsSpace() throws Exception {
    full(ShippedProgram.in(temp), 40, "nearly full");
  }

  @Test
  void onADiskWithoutAnyRoomRequestsAreRefusedUntilThereIsSpace() throws Exception {
    // A small reserve, and not even that is left.
    full(ShippedProgram.in(temp).with("-Dchaperone.disk.reserve=65536"), 0, "full");
  }

  private void full(ShippedProgram program, int leftMebibytes, String said) throws Exception {
    Path disk = Files.createDirectory(temp.resolve("disk"));
    try (AutoCloseable mounted = RootTools.smallDisk(disk, 100)) {
      Path data = disk.resolve("data");
      String token = TestAgents.create(data, 1).getFirst();
      try (FakeUpstream upstream = FakeUpstream.start(new FakeJobs(10));
          ServedGateway gateway = program.serve(data, upstream.uri().toString(), "none");
          AgentClient agent = new AgentClient(gateway.http(), token)) {
        works(agent);
        Path ballast = disk.resolve("ballast");
        fill(ballast, disk, leftMebibytes);
        refused(program, data, gateway, agent, upstream, said, "Delete other files");
        Files.delete(ballast);
        worksAgain(program, data, gateway, agent);
      }
      System.out.println("disk with " + leftMebibytes + " MiB left: refused, up, works again");
    }
  }

  @Test
  void inAReadOnlyFolderRequestsAreRefusedUntilItIsWritable() throws Exception {
    Path data = temp.resolve("data");
    ShippedProgram program = ShippedProgram.in(temp);
    String token = TestAgents.create(data, 1).getFirst();
    try (FakeUpstream upstream = FakeUpstream.start(new FakeJobs(10));
        ServedGateway gateway = program.serve(data, upstream.uri().toString(), "none");
        AgentClient agent = new AgentClient(gateway.http(), token)) {
      works(agent);
      try (AutoCloseable locked = RootTools.immutable(data.resolve("journal"))) {
        refused(program, data, gateway, agent, upstream, "cannot be written", "Check that");
      }
      worksAgain(program, data, gateway, agent);
    }
    System.out.println("read-only folder: refused, up, works again");
  }

  @Test
  void onAReadOnlyDiskItSaysSoInsteadOfStarting() throws Exception {
    Path disk = Files.createDirectory(temp.resolve("disk"));
    ShippedProgram program = ShippedProgram.in(temp);
    try (AutoCloseable mounted = RootTools.smallDisk(disk, 80)) {
      Path data = disk.resolve("data");
      TestAgents.create(data, 1);
      RootTools.remount(disk, "ro");
      ShippedProgram.Ended ended =
          program.run(
              "serve",
              "--data",
              data.toString(),
              "--port",
              "0",
              "--https-port",
              "0",
              "--upstream",
              "http://127.0.0.1:9",
              "--credentials",
              "none");
      assertThat(ended.exitCode()).isNotZero();
      assertThat(ended.err()).contains(data.toString()).containsIgnoringCase("read-only");
      assertThat(ended.err()).doesNotContain("nobody foresaw");
      System.out.println("read-only disk: " + ended.err().strip());
    }
  }

  private static void works(AgentClient agent) throws Exception {
    HttpResponse<String> answer = agent.query("SELECT 1");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(agent.get("/healthz").statusCode()).isEqualTo(200);
  }

  private static void refused(
      ShippedProgram program,
      Path data,
      ServedGateway gateway,
      AgentClient agent,
      FakeUpstream upstream,
      String said,
      String advice)
      throws Exception {
    int before = upstream.requests().size();
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> answer = agent.query("SELECT 'must not be sent'");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
      JsonNode error = new JsonMapper().readTree(answer.body()).path("error");
      assertThat(error.path("code").asInt()).isEqualTo(403);
      assertThat(error.path("errors").path(0).path("reason").asText()).isEqualTo("accessDenied");
      assertThat(error.path("message").asText())
          .contains("cannot record", data.toString(), said, advice);
    }
    assertThat(upstream.requests()).hasSize(before);
    assertThat(gateway.isAlive()).isTrue();
    HttpResponse<String> health = agent.get("/healthz");
    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(health.body()).contains("not-recording");
    ShippedProgram.Ended doctor = program.run("doctor", "--data", data.toString(), "--json");
    assertThat(doctor.exitCode()).as(doctor.out() + doctor.err()).isEqualTo(1);
    assertThat(check(doctor, "store").path("level").asText()).isEqualTo("fault");
    assertThat(check(doctor, "store").path("message").asText()).contains("cannot write", said);
  }

  private static JsonNode check(ShippedProgram.Ended doctor, String topic) throws IOException {
    for (JsonNode check : doctor.json().path("checks")) {
      if (check.path("topic").asText().equals(topic)) {
        return check;
      }
    }
    throw new AssertionError("doctor says nothing about " + topic + ": " + doctor.out());
  }

  private static ShippedProgram.Ended sessions(ShippedProgram program, Path data) throws Exception {
    return program.run("sessions", "list", "--data", data.toString(), "--json");
  }

  private static void worksAgain(
      ShippedProgram program, Path data, ServedGateway gateway, AgentClient agent)
      throws Exception {
    works(agent);
    assertThat(gateway.isAlive()).isTrue();
    ShippedProgram.Ended verified = program.run("verify", "--data", data.toString(), "--json");
    assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
    // The database is derived: it is made anew at a query, but tried only once a second.
    ShippedProgram.Ended list = sessions(program, data);
    for (int tries = 1; list.exitCode() != 0 && tries < 20; tries++) {
      list = sessions(program, data);
    }
    assertThat(list.exitCode()).as(list.out() + list.err()).isZero();
    assertThat(list.json().path("sessions")).isNotEmpty();
  }

  private static void fill(Path ballast, Path disk, int leaveMebibytes) throws IOException {
    byte[] block = new byte[64 << 10];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (disk.toFile().getUsableSpace() > (long) leaveMebibytes * MIB) {
        out.write(block);
      }
    } catch (IOException e) {
      // Full to the last byte.
    }
  }
}
