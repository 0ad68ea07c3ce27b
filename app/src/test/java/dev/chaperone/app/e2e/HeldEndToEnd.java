package dev.chaperone.app.e2e;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** A gateway whose policy holds what the real clients that are here ask for. */
abstract class HeldEndToEnd extends EndToEnd {
  final List<HeldClient> clients = new ArrayList<>();

  /** How long a statement waits for a decision at most. */
  abstract Duration expires();

  @Override
  String client() {
    return "bq";
  }

  @Override
  void require() {
    for (HeldClient client : HeldClient.values()) {
      try {
        RealClient.require(client.code());
        clients.add(client);
      } catch (TestAbortedException missing) {
        System.out.println("Not held: " + missing.getMessage());
      }
    }
    assumeFalse(clients.isEmpty(), "no real client is here");
  }

  @Override
  List<String> options() throws IOException {
    var file = folder.resolve("policy.yaml");
    Files.writeString(
        file,
        """
        version: 1
        hold: { expires: %ds }
        rules:
          - name: customers
            when: tables.exists(t, t.table == "customers")
            then: hold
            reason: "Somebody looks at customers."
        """
            .formatted(expires().toSeconds()));
    return List.of("--policy", file.toString(), "--sql-analysis", "lexer");
  }
}
