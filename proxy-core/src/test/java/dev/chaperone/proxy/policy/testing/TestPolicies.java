package dev.chaperone.proxy.policy.testing;

import dev.chaperone.proxy.policy.PolicyException;
import dev.chaperone.proxy.policy.load.PolicyLoader;
import dev.chaperone.proxy.policy.model.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Policies for tests. */
public final class TestPolicies {
  private TestPolicies() {}

  public static Policy example() throws PolicyException {
    return new PolicyLoader().load("example.yaml", resource("example.yaml"));
  }

  public static Policy of(String text) {
    try {
      return new PolicyLoader().load("test.yaml", text);
    } catch (PolicyException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A file beside the policy package's resources. */
  public static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            TestPolicies.class.getResourceAsStream("/dev/chaperone/proxy/policy/" + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
