package dev.chaperone.app.e2e;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;

/** Skips a test whose client is missing, unless {@code CHAPERONE_REQUIRE} asks for that client. */
final class Requirement {
  private Requirement() {}

  static void of(String client, boolean there, String reason) {
    String required = System.getenv().getOrDefault("CHAPERONE_REQUIRE", "");
    if (!there && Arrays.asList(required.split(",", -1)).contains(client)) {
      fail("CHAPERONE_REQUIRE names " + client + ", but " + reason);
    }
    assumeTrue(there, "client " + client + ": " + reason);
  }
}
