package dev.chaperone.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.app.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.StreamSupport;

/**
 * Statements that clients ask for and operators decide on. Each differs in how many rows it wants,
 * which tells them apart in every record.
 */
final class HeldStatements {
  private static final String SQL = "SELECT id FROM shop.customers ORDER BY id LIMIT ";

  private final Path folder;
  private final Path data;
  private final List<Started> started = new ArrayList<>();
  private List<JsonNode> listed = List.of();
  private int limit = 2;

  HeldStatements(Path folder, Path data) {
    this.folder = folder;
    this.data = data;
  }

  /**
   * A statement as a client asks for it.
   *
   * @param name begins with what becomes of it: approved, denied, expired or cancelled
   */
  record Asked(String name, String mode, int limit) {
    String sql() {
      return SQL + limit;
    }

    /** How often the client sent it. */
    long sent(List<JsonNode> exchanges) {
      return exchanges.stream()
          .filter(e -> e.path("method").asText().equals("POST"))
          .filter(e -> e.path("sql").asText().equals(sql()))
          .count();
    }

    long ran(Witness witness) {
      return witness.ran().stream().filter(sql()::equals).count();
    }

    private void assertTold(JsonNode told) {
      String what = told.toString().replaceAll("\\s+", " ");
      boolean approved = name.startsWith("approved");
      assertThat(told.path("ok").asBoolean()).as(what).isEqualTo(approved);
      if (approved) {
        assertThat(told.path("rows").asInt()).as(what).isEqualTo(limit);
      } else {
        assertThat(what)
            .contains(
                switch (name) {
                  case "denied" -> "Not for this purpose";
                  case "expired" -> "none came in time";
                  default -> "it was cancelled while it waited";
                });
      }
    }
  }

  /** A client at work; the lines it prints come when it has ended. */
  record Started(HeldClient client, List<Asked> asked, CompletableFuture<List<JsonNode>> lines) {
    boolean isOver() {
      return lines.isDone();
    }

    /** The client was told of each statement what became of it. */
    void assertTold() throws Exception {
      List<JsonNode> told = lines.get();
      assertThat(told).as(client.code()).hasSize(asked.size());
      for (JsonNode line : told) {
        asked.stream()
            .filter(one -> one.name().equals(line.path("check").asText()))
            .findFirst()
            .orElseThrow()
            .assertTold(line);
      }
    }
  }

  Asked next(String name, String mode) {
    limit++;
    return new Asked(name, mode, limit);
  }

  Started start(HeldClient client, JsonNode connected, List<Asked> asked) throws IOException {
    List<String> cases =
        asked.stream().map(a -> a.name() + ":" + a.mode() + ":" + a.limit()).toList();
    List<String> command = client.command(connected, folder, cases);
    Started one =
        new Started(
            client,
            asked,
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    Program.Ended ended =
                        Program.run(
                            command,
                            EndToEnd.variables(connected),
                            folder.resolve("home-" + client.code()));
                    List<JsonNode> lines = new ArrayList<>();
                    for (String line :
                        ended.out().lines().filter(l -> l.startsWith("{")).toList()) {
                      lines.add(Json.MAPPER.readTree(line));
                    }
                    assertThat(lines).as(ended.out() + ended.err()).isNotEmpty();
                    return lines;
                  } catch (IOException | InterruptedException e) {
                    throw new CompletionException(e);
                  }
                },
                // The common pool has one thread on two cores; all clients wait at once.
                task -> Thread.ofVirtual().start(task)));
    started.add(one);
    return one;
  }

  void awaitHeld(List<Asked> all) throws IOException, InterruptedException {
    // Each look is a process of its own, so nothing here spins.
    while (states(all).contains("")) {
      assertThat(started).as("a client went away early").noneMatch(Started::isOver);
    }
  }

  /** Until each client has asked what became of its job. */
  void awaitAskedAgain(List<Asked> all) throws IOException, InterruptedException {
    long clients = all.size();
    while (exchanges().stream()
            .filter(e -> e.path("method").asText().equals("GET"))
            .map(e -> e.path("agent").asText())
            .distinct()
            .count()
        < clients) {
      assertThat(started).as("a client went away early").noneMatch(Started::isOver);
    }
  }

  /** Of each, "" if it was never held. */
  List<String> states(List<Asked> all) throws IOException, InterruptedException {
    List<JsonNode> holds = holds();
    return all.stream()
        .map(one -> find(holds, one).map(hold -> hold.path("state").asText()).orElse(""))
        .toList();
  }

  /** With a cap, because on a busy machine the costs may not be known in time. */
  void approve(Asked asked) throws IOException, InterruptedException {
    decide("approve", asked, "--cap", "1GB");
  }

  void decide(String verb, Asked asked, String... more) throws IOException, InterruptedException {
    // A listing is a process of its own: it is taken again only for what it did not show.
    if (find(listed, asked).isEmpty()) {
      awaitHeld(List.of(asked));
    }
    String id = find(listed, asked).orElseThrow().path("id").asText();
    List<String> arguments =
        new ArrayList<>(List.of("holds", verb, id, "--json", "--data", data.toString()));
    arguments.addAll(List.of(more));
    JsonNode answer = Program.json(folder, arguments.toArray(String[]::new));
    assertThat(answer.path("applied").asBoolean()).as(answer.toString()).isTrue();
  }

  List<JsonNode> exchanges() throws IOException, InterruptedException {
    List<JsonNode> found = new ArrayList<>();
    JsonNode listed = Program.json(folder, "sessions", "list", "--data", data.toString(), "--json");
    for (JsonNode session : list(listed, "sessions")) {
      String id = session.path("id").asText();
      JsonNode shown =
          Program.json(folder, "sessions", "show", id, "--data", data.toString(), "--json");
      found.addAll(list(shown, "exchanges"));
    }
    return found;
  }

  private List<JsonNode> holds() throws IOException, InterruptedException {
    listed =
        list(
            Program.json(folder, "holds", "list", "--all", "--json", "--data", data.toString()),
            "holds");
    return listed;
  }

  private static java.util.Optional<JsonNode> find(List<JsonNode> holds, Asked asked) {
    return holds.stream().filter(h -> h.path("sql").asText().equals(asked.sql())).findFirst();
  }

  private static List<JsonNode> list(JsonNode document, String name) {
    return StreamSupport.stream(document.path(name).spliterator(), false).toList();
  }
}
