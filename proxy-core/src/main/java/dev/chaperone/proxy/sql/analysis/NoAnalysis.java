package dev.chaperone.proxy.sql.analysis;

import dev.chaperone.sql.Doubt;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.catalogue.CatalogueSnapshot;
import java.time.Duration;
import java.util.Optional;

/** Stands in where Google's analyser does not run. */
record NoAnalysis(String why) implements NativeAnalysis {
  @Override
  public State state() {
    return new State.Unavailable(why);
  }

  @Override
  public ScriptFacts analyse(
      String sql,
      Optional<String> project,
      Optional<String> dataset,
      CatalogueSnapshot catalogue,
      Duration patience) {
    return ScriptFacts.unknown(new Doubt(Doubt.Reason.ANALYSER_FAILED, why));
  }

  @Override
  public void close() {
    // Nothing was started.
  }
}
