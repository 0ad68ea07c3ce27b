package dev.chaperone.app.demo;

import dev.chaperone.app.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the scripted agent does, read from a resource. */
record DemoScript(String agent, String model, String purpose, List<Step> steps) {
  DemoScript {
    steps = List.copyOf(steps);
  }

  /**
   * One thing the agent does: a statement, or else a plain read of a path.
   *
   * @param pageSize rows per page of the result, 0 for as many as come
   */
  record Step(
      String name,
      @Nullable String method,
      @Nullable String path,
      @Nullable String sql,
      boolean dryRun,
      int pageSize,
      long rows) {}

  static DemoScript load() throws IOException {
    try (InputStream in = resource("script.json")) {
      return Json.MAPPER.readValue(in, DemoScript.class);
    }
  }

  static InputStream resource(String name) throws IOException {
    InputStream in = DemoScript.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException("this installation lacks the demo's " + name + "; install it again");
    }
    return in;
  }
}
