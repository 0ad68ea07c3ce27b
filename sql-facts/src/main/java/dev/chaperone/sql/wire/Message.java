package dev.chaperone.sql.wire;

import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.catalogue.CatalogueSnapshot;
import java.util.Objects;
import java.util.Optional;

/** What the gateway and the analysis worker say to each other. */
public sealed interface Message {

  /** From the gateway: analyse a text. */
  record Request(
      long id,
      String sql,
      Optional<String> project,
      Optional<String> dataset,
      CatalogueSnapshot catalogue)
      implements Message {
    public Request {
      Objects.requireNonNull(sql);
      Objects.requireNonNull(project);
      Objects.requireNonNull(dataset);
      Objects.requireNonNull(catalogue);
    }
  }

  /** From the worker, once: it can be asked. */
  record Ready(String analyser) implements Message {
    public Ready {
      Objects.requireNonNull(analyser);
    }
  }

  /**
   * From the worker: this request is in its hands now. Whatever happens before has nothing to do
   * with the text.
   */
  record Begun(long id) implements Message {}

  /** From the worker: the answer. */
  record Done(long id, ScriptFacts facts) implements Message {
    public Done {
      Objects.requireNonNull(facts);
    }
  }
}
