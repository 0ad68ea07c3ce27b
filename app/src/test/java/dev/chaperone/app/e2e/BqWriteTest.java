package dev.chaperone.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** The real bq, whose writes the shipped policy holds: seen to happen, or seen not to. */
class BqWriteTest extends EndToEnd {
  /** With a cap, which is asked for where a slow machine left the estimate unknown. */
  private static final List<String> APPROVE = List.of("approve", "--cap", "100MiB");

  @Override
  String client() {
    return "bq";
  }

  @Override
  void require() {
    boolean there =
        Arrays.stream(System.getenv("PATH").split(java.io.File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "bq")));
    Requirement.of("bq", there, "bq is not installed");
  }

  @Override
  List<String> options() {
    return List.of("--policy", "balanced", "--sql-analysis", "lexer");
  }

  @Test
  void aDeleteHasItsEffectOnceItIsApprovedAndNoneIfItIsDenied() throws Exception {
    Map<String, String> bq = variables(connected());
    assertThat(count(bq, "WHERE id <= 5")).isEqualTo("5");

    Program.Ended deleted = decided(bq, "DELETE FROM shop.orders WHERE id <= 3", APPROVE);
    assertThat(deleted.exit()).as(deleted.out() + deleted.err()).isZero();
    assertThat(deleted.out()).contains("Number of affected rows: 3");
    assertThat(count(bq, "WHERE id <= 5")).isEqualTo("2");

    Program.Ended denied =
        decided(
            bq, "DELETE FROM shop.orders WHERE id <= 5", List.of("deny", "--reason", "Keep these"));
    assertThat(denied.exit()).isNotZero();
    assertThat(denied.out() + denied.err()).contains("Keep these");
    assertThat(count(bq, "WHERE id <= 5")).isEqualTo("2");

    Program.Ended made =
        decided(
            bq,
            "CREATE TABLE shop.copy AS SELECT id FROM shop.orders WHERE id < 6",
            List.of("approve"));
    assertThat(made.out()).contains("Created demo.shop.copy");
    assertThat(rows(bq, "SELECT id FROM shop.copy ORDER BY id")).containsExactly("id", "4", "5");
  }

  private String count(Map<String, String> bq, String where) throws Exception {
    return rows(bq, "SELECT COUNT(*) AS n FROM shop.orders " + where).getLast();
  }

  private List<String> rows(Map<String, String> bq, String sql) throws Exception {
    // On a slow machine the look-ups come late, and then even a read is held.
    Program.Ended ended = answered(bq, sql, APPROVE, false);
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    return ended.out().lines().filter(line -> !line.isBlank()).toList();
  }

  private static List<String> command(String sql) {
    return List.of("bq", "--quiet", "--format=csv", "query", "--use_legacy_sql=false", sql);
  }

  /** What bq says of a statement that is held first. */
  private Program.Ended decided(Map<String, String> bq, String sql, List<String> decision)
      throws Exception {
    return answered(bq, sql, decision, true);
  }

  private Program.Ended answered(
      Map<String, String> bq, String sql, List<String> decision, boolean held) throws Exception {
    CompletableFuture<Program.Ended> ended =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Program.run(command(sql), bq, folder.resolve("home"));
              } catch (IOException | InterruptedException e) {
                throw new CompletionException(e);
              }
            });
    Optional<String> hold = pending(ended);
    if (held) {
      assertThat(hold).as("a write is held").isPresent();
    }
    if (hold.isPresent()) {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "holds", decision.getFirst(), hold.get(), "--json", "--data", data.toString()));
      arguments.addAll(decision.subList(1, decision.size()));
      JsonNode answer = Program.json(folder, arguments.toArray(String[]::new));
      assertThat(answer.path("applied").asBoolean()).as(answer.toString()).isTrue();
    }
    return ended.get();
  }

  /** The hold of a statement; none if it ends without. */
  private Optional<String> pending(CompletableFuture<Program.Ended> statement) throws Exception {
    while (true) {
      boolean over = statement.isDone();
      JsonNode holds =
          Program.json(folder, "holds", "list", "--json", "--data", data.toString()).path("holds");
      for (JsonNode hold : holds) {
        if (hold.path("state").asText().equals("PENDING")) {
          return Optional.of(hold.path("id").asText());
        }
      }
      if (over) {
        return Optional.empty();
      }
    }
  }
}
