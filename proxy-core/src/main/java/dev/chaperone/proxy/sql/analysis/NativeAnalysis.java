package dev.chaperone.proxy.sql.analysis;

import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.catalogue.CatalogueSnapshot;
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
   */
  ScriptFacts analyse(
      String sql, Optional<String> project, Optional<String> dataset, CatalogueSnapshot catalogue);

  @Override
  void close();

  /** Lexer-only mode. */
  static NativeAnalysis unavailable(String why) {
    return new NoAnalysis(why);
  }
}
