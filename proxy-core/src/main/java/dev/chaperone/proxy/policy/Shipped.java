package dev.chaperone.proxy.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The policies that come with the program, and the schema for editors. */
public enum Shipped {
  /** Looks on: nothing is held but what is not understood. */
  OBSERVE("observe"),
  /** For a start, and what runs where nobody chose. */
  BALANCED("balanced"),
  /** Reads only, and not many. */
  STRICT("strict");

  public static final Shipped DEFAULT = BALANCED;

  private final String code;

  Shipped(String code) {
    this.code = code;
  }

  /** The name people use. */
  public String code() {
    return code;
  }

  public static Optional<Shipped> ofCode(String code) {
    return List.of(values()).stream().filter(s -> s.code.equals(code)).findFirst();
  }

  /** The policy as YAML. */
  public String text() {
    return resource(code + ".yaml");
  }

  /** Its examples as YAML. */
  public String examples() {
    return resource(code + ".tests.yaml");
  }

  /** JSON Schema of a policy. */
  public static String schema() {
    return resource("policy.schema.json");
  }

  private static String resource(String name) {
    try (InputStream in = Shipped.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
