package dev.chaperone.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real clients on their default settings, all at once, whose queries a policy holds. */
class RealClientsHeldTest extends HeldEndToEnd {
  /** Longer than any one request may wait, so that a client has to ask again. */
  private static final Duration HELD =
      Duration.ofSeconds(System.getProperty("tests.long") == null ? 20 : 180);

  @Override
  Duration expires() {
    // Late enough that nothing expires which a slow machine decides late.
    return HELD.plusSeconds(300);
  }

  @Test
  void whatIsApprovedReturnsItsRowsAndWhatIsNotFailsOnceAndSaysWhy() throws Exception {
    HeldStatements statements = new HeldStatements(folder, data);
    List<HeldStatements.Asked> wanted = new ArrayList<>();
    List<HeldStatements.Asked> others = new ArrayList<>();
    List<HeldStatements.Started> started = new ArrayList<>();
    for (HeldClient client : clients) {
      List<HeldStatements.Asked> asked = new ArrayList<>();
      for (String way : client.ways()) {
        asked.add(statements.next("approved-" + way, way));
      }
      wanted.addAll(asked);
      List<HeldStatements.Asked> not =
          List.of(statements.next("denied", "ask"), statements.next("cancelled", "cancel"));
      others.addAll(not);
      asked.addAll(not);
      started.add(statements.start(client, connected(client.code()), asked));
    }
    statements.awaitHeld(wanted);
    Instant since = Instant.now();
    for (HeldStatements.Asked one : others) {
      if (one.name().equals("denied")) {
        statements.decide("deny", one, "--reason", "Not for this purpose");
      }
    }
    while (Instant.now().isBefore(since.plus(HELD))) {
      // Each look is a process of its own, so nothing here spins.
      assertThat(statements.states(wanted)).containsOnly("PENDING");
    }
    for (HeldStatements.Asked one : wanted) {
      statements.approve(one);
    }

    for (HeldStatements.Started client : started) {
      client.assertTold();
    }
    List<JsonNode> exchanges = statements.exchanges();
    for (HeldStatements.Asked one : wanted) {
      assertThat(one.ran(witness)).as("jobs upstream for " + one).isEqualTo(1);
      assertThat(one.sent(exchanges)).as("sendings of " + one).isEqualTo(1);
    }
    for (HeldStatements.Asked one : others) {
      assertThat(one.ran(witness)).as("jobs upstream for " + one).isZero();
      assertThat(one.sent(exchanges)).as("sendings of " + one).isEqualTo(1);
    }
    assertThat(statements.states(others)).containsOnly("DENIED", "WITHDRAWN");
  }

  @Test
  void aHoldSurvivesAGatewayThatIsKilled() throws Exception {
    HeldStatements statements = new HeldStatements(folder, data);
    List<HeldStatements.Asked> wanted = new ArrayList<>();
    List<HeldStatements.Started> started = new ArrayList<>();
    for (HeldClient client : clients) {
      HeldStatements.Asked asked = statements.next("approved-" + client.code(), client.lasting());
      wanted.add(asked);
      started.add(statements.start(client, connected(client.code()), List.of(asked)));
    }
    statements.awaitHeld(wanted);
    // A client that has only just asked may take a gateway that is gone for its own failure.
    statements.awaitAskedAgain(wanted);
    String port = gateway.address().replaceFirst(".*:", "");
    ProcessHandle.of(gateway.pid()).orElseThrow().destroyForcibly();
    gateway.close();
    gateway = served(port);
    assertThat(statements.states(wanted)).containsOnly("PENDING");
    for (HeldStatements.Asked one : wanted) {
      statements.approve(one);
    }

    for (HeldStatements.Started client : started) {
      client.assertTold();
    }
    for (HeldStatements.Asked one : wanted) {
      assertThat(one.ran(witness)).as("jobs upstream for " + one).isEqualTo(1);
    }
    assertThat(statements.states(wanted)).containsOnly("DONE");
  }
}
