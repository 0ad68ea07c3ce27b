package dev.chaperone.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real clients on their default settings, about whose queries nobody decides. */
class RealClientsExpiredTest extends HeldEndToEnd {
  @Override
  Duration expires() {
    return Duration.ofSeconds(15);
  }

  @Test
  void whatNobodyDecidesOnFailsOnceAndSaysSo() throws Exception {
    HeldStatements statements = new HeldStatements(folder, data);
    List<HeldStatements.Asked> asked = new ArrayList<>();
    List<HeldStatements.Started> started = new ArrayList<>();
    for (HeldClient client : clients) {
      HeldStatements.Asked one = statements.next("expired", "ask");
      asked.add(one);
      started.add(statements.start(client, connected(client.code()), List.of(one)));
    }
    for (HeldStatements.Started client : started) {
      client.assertTold();
    }
    List<JsonNode> exchanges = statements.exchanges();
    for (HeldStatements.Asked one : asked) {
      assertThat(one.ran(witness)).as("jobs upstream for " + one).isZero();
      assertThat(one.sent(exchanges)).as("sendings of " + one).isEqualTo(1);
    }
    assertThat(statements.states(asked)).containsOnly("EXPIRED");
  }
}
