package dev.chaperone.proxy.review;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.chaperone.proxy.jobs.JobRequest.NamedTable;
import dev.chaperone.proxy.masking.Lineages;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.Origin;
import dev.chaperone.recordings.frame.Origins;
import dev.chaperone.recordings.frame.TagChange.Inherited;
import dev.chaperone.sql.StatementFacts;
import dev.chaperone.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Follows rows out of BigQuery and back: a bucket that an export filled is a place that inherits,
 * and so do tables that are loaded from it.
 */
final class Outside {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9]+://[^/'\"\\s,\\]\\\\]+");

  private Outside() {}

  /**
   * @param written tables that the statement writes, by whole names
   */
  static List<Inherited> ofStatement(
      StatementFacts statement, List<TableName> written, String text, Lineage result) {
    return switch (statement.kind()) {
      case EXPORT_DATA, EXPORT_MODEL -> filled(buckets(text), statement.kind().name(), result);
      case CREATE_EXTERNAL_TABLE, LOAD_DATA ->
          written.stream()
              .map(t -> new Inherited(Flow.name(t), statement.kind().name(), from(buckets(text))))
              .toList();
      default -> List.of();
    };
  }

  static List<Inherited> ofJob(Asking asking, Lineages lineages) {
    Optional<JobShape> shape = asking.shape();
    if (shape.isEmpty()) {
      return List.of();
    }
    String body = asking.job().orElseThrow().body().toString();
    return switch (shape.get().type()) {
      case "extract" -> {
        List<Origin> all = new ArrayList<>();
        for (NamedTable table : asking.job().orElseThrow().namedTables()) {
          if (!table.table().isEmpty()) {
            all.add(lineages.whole(TableName.of(table.project(), table.dataset(), table.table())));
          }
        }
        yield filled(buckets(body), "extract", Lineage.mixed(new Origins(all, true)));
      }
      case "load" ->
          shape.get().destinationTable().stream()
              .map(table -> new Inherited(table, "load", from(buckets(body))))
              .toList();
      default -> List.of();
    };
  }

  private static List<Inherited> filled(Set<String> buckets, String how, Lineage lineage) {
    return buckets.stream().map(b -> new Inherited(b, how, lineage.mixed())).toList();
  }

  private static Lineage from(Set<String> buckets) {
    return Lineage.mixed(
        new Origins(
            buckets.stream().map(b -> new Origin("", "", b, Origin.ALL, List.of(), true)).toList(),
            true));
  }

  private static Set<String> buckets(String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = BUCKET.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }
}
