package dev.chaperone.proxy.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The corpus of public statements, which is not part of the project; absent in most places. */
public final class SharedCorpus {
  /** Where it lies, if not beside the project. */
  static final String PROPERTY = "chaperone.corpus";

  private static final Set<String> WRITING = Set.of("DDL", "DML", "DATA_MOVE", "DCL");

  /**
   * One text.
   *
   * @param valid whether ZetaSQL parses it
   * @param kinds as ZetaSQL's parser has them
   */
  public record Entry(
      String id, String sql, String type, boolean valid, List<String> kinds, List<String> reads) {
    /** Whether any of its statements is known to be more than a query. */
    public boolean isDangerous() {
      return WRITING.contains(type) || kinds.stream().anyMatch(SharedCorpus::isWriting);
    }
  }

  private SharedCorpus() {}

  public static Optional<Path> file() {
    Path folder =
        Path.of(System.getProperty(PROPERTY, "../../shared/corpus")).toAbsolutePath().normalize();
    Path sibling = Path.of("../../../shared/corpus").toAbsolutePath().normalize();
    return List.of(folder, sibling).stream()
        .map(f -> f.resolve("bigquery-sql.jsonl"))
        .filter(Files::isReadable)
        .findFirst();
  }

  public static List<Entry> read(Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<Entry> entries = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode node = mapper.readTree(line);
      entries.add(
          new Entry(
              node.path("id").asText(),
              node.path("sql").asText(),
              node.path("class").asText(),
              node.path("zetasql_ok").asBoolean(),
              texts(node.path("zetasql_kinds")),
              texts(node.path("tables_read"))));
    }
    return entries;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(n -> texts.add(n.asText()));
    return texts;
  }

  private static boolean isWriting(String kind) {
    return Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE", "CALL", "EXECUTE_IMMEDIATE")
            .contains(kind)
        || kind.matches("(CREATE|DROP|ALTER|UNDROP|EXPORT|LOAD|GRANT|REVOKE).*")
            && !kind.equals("CREATE_FUNCTION");
  }
}
