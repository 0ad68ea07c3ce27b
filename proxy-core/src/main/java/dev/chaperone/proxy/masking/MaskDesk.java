package dev.chaperone.proxy.masking;

import dev.chaperone.proxy.catalogue.Catalogue;
import dev.chaperone.proxy.catalogue.CatalogueView;
import dev.chaperone.proxy.catalogue.LookupRecord;
import dev.chaperone.proxy.mask.HashKey;
import dev.chaperone.proxy.mask.ResultSchema;
import dev.chaperone.proxy.mask.TimestampForm;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.LineageNote;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.TagChange;
import dev.chaperone.sql.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the gateway knows of results and tables, and what the policy of the moment makes of it. */
public final class MaskDesk {
  private static final Duration LOOK_UPS = Duration.ofSeconds(8);

  private final Supplier<Policy> policy;
  private final Catalogue catalogue;
  private final Inheritances inheritances;
  private final ResultBook results;
  private final SchemaBook schemas = new SchemaBook();
  private final MaskPlans plans;

  /**
   * @param policy the one in force, asked for every answer
   */
  public MaskDesk(
      Supplier<Policy> policy,
      Catalogue catalogue,
      Inheritances inheritances,
      ResultBook results,
      HashKey key) {
    this.policy = policy;
    this.catalogue = catalogue;
    this.inheritances = inheritances;
    this.results = results;
    this.plans = new MaskPlans(inheritances, key);
  }

  /** Whether the policy of the moment has anything masked or looked for. */
  public boolean isNeeded() {
    return MaskPlans.concerns(policy.get());
  }

  /** All that was ever said of where a result comes from. */
  public List<Lineage> lineageOf(Owned result) {
    return results.of(result);
  }

  public Planned plan(List<Lineage> told, TimestampForm timestamps) {
    return plans.of(policy.get(), told, timestamps);
  }

  /** Whether errors of a statement with this lineage may quote protected values. */
  public boolean mayQuote(List<Lineage> told) {
    return plans.mayQuote(policy.get(), told);
  }

  /**
   * What is to be recorded of results, before their rows can be asked for again; empty if all is
   * known.
   */
  public Optional<LineageNote> tell(List<Owned> of, Lineage lineage) {
    List<Owned> fresh = new ArrayList<>();
    for (Owned one : of) {
      if (one.kind() != Owned.Kind.UPLOAD && results.told(one, lineage)) {
        fresh.add(one);
      }
    }
    return fresh.isEmpty() ? Optional.empty() : Optional.of(new LineageNote(fresh, lineage));
  }

  /** What is to be recorded before tables are filled: those that are not known yet. */
  public List<TagChange.Inherited> fill(List<TagChange.Inherited> tables) {
    List<TagChange.Inherited> fresh = new ArrayList<>();
    for (TagChange.Inherited one : tables) {
      if (!inheritances.knows(one)) {
        inheritances.add(one);
        fresh.add(one);
      }
    }
    return fresh;
  }

  public SchemaBook schemas() {
    return schemas;
  }

  /**
   * A table as it is read row by row.
   *
   * @param schema empty if it cannot be found out
   */
  public record TableRows(Lineage lineage, Optional<ResultSchema> schema) {}

  /**
   * Looks a table up.
   *
   * @param id may have a decorator
   * @param billed the project whose credential is used
   */
  public TableRows table(
      String project, String dataset, String id, String billed, LookupRecord record) {
    TableName name =
        TableName.parse(List.of(project, dataset, id))
            .map(n -> TableName.of(project, dataset, n.table()))
            .orElseGet(() -> TableName.of(project, dataset, id));
    CatalogueView view =
        catalogue.view(record, System.nanoTime() + LOOK_UPS.toNanos(), project, billed);
    boolean derived = view.table(name).map(info -> info.type().contains("VIEW")).orElse(true);
    return new TableRows(
        // What a view shows is that of others.
        derived ? Lineage.UNKNOWN : new Lineages(Optional.of(view)).table(name),
        view.table(name).flatMap(info -> TableSchemas.of(info.entry().fields())));
  }
}
