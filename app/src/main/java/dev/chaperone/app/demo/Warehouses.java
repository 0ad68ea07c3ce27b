package dev.chaperone.app.demo;

import dev.chaperone.app.host.ServeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Chooses what stands behind the gateway: the sandbox, or recorded answers where it cannot run. */
public final class Warehouses {
  private Warehouses() {}

  /**
   * A running stand-in for BigQuery.
   *
   * @param policy what a gateway before it follows: recorded answers know neither tables nor costs,
   *     so that every other policy would hold all of it
   */
  public record Running(String address, String description, String policy, AutoCloseable process) {}

  public static Running start(
      Demonstration demonstration,
      boolean withoutZetaSql,
      Optional<Path> root,
      Path log,
      Consumer<String> remarks)
      throws IOException, InterruptedException {
    if (!withoutZetaSql) {
      remarks.accept("Starting the sandbox, which takes a few seconds…");
      try {
        return running(SandboxWarehouse.start(root, log), ServeSettings.USUAL_POLICY);
      } catch (SandboxWarehouse.UnavailableException e) {
        remarks.accept(
            "The sandbox cannot run here ("
                + e.getMessage()
                + "); recorded answers stand in for it. Gateway and recording are the real ones.");
      }
    } else {
      remarks.accept(
          "--no-zetasql: recorded answers stand in for the sandbox. Gateway and recording are the"
              + " real ones.");
    }
    return running(RecordedWarehouse.start(demonstration.script()), "observe");
  }

  private static Running running(DemoWarehouse warehouse, String policy) {
    return new Running(warehouse.address(), warehouse.description(), policy, warehouse::close);
  }
}
