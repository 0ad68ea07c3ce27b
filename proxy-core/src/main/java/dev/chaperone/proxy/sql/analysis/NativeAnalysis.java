package dev.chaperone.proxy.sql.analysis;

import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.catalogue.CatalogueSnapshot;
import java.time.Duration;
import java.util.Optional;

/** Google's analyser, wherever it runs. */
public interface NativeAnalysis extends AutoCloseable {

  /** Whether it can be asked. */
  sealed interface State {
    record Starting() implements State {}

    record Ready() implements State {}

    /** It cannot run here, or is switched off: lexer-only mode. */
    record Unavailable(String why) implements State {}
  }

  State state();

  /**
   * What it finds in a text that is within its limits. Never throws and never waits longer than a
   * few seconds: when it fails, the facts are in doubt and say why.
   *
   * @param patience it answers within this time, if that is shorter than its own
   */
  ScriptFacts analyse(
      String sql,
      Optional<String> project,
      Optional<String> dataset,
      CatalogueSnapshot catalogue,
      Duration patience);

  /** The same, as long as its own patience lasts. */
  default ScriptFacts analyse(
      String sql, Optional<String> project, Optional<String> dataset, CatalogueSnapshot catalogue) {
    return analyse(sql, project, dataset, catalogue, Duration.ofHours(1));
  }

  @Override
  void close();

  /** Lexer-only mode. */
  static NativeAnalysis unavailable(String why) {
    return new NoAnalysis(why);
  }
}
