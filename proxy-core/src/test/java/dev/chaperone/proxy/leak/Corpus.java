package dev.chaperone.proxy.leak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the roads from their files; their form is told in roads-columns.txt. */
final class Corpus {
  static final JsonMapper JSON = new JsonMapper();
  private static final List<String> FILES =
      List.of(
          "roads-columns",
          "roads-shapes",
          "roads-names",
          "roads-scripts",
          "roads-moves",
          "roads-ways",
          "roads-kinds");
  private static final Pattern HEAD = Pattern.compile("- (\\S+)(?: \\((\\w+)\\))?");

  private final StandInTables tables;
  private final List<Road> roads = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private ObjectNode extra = JSON.createObjectNode();
  private List<String> ways = List.of();
  private String theme = "";
  private String name = "";
  private String policy = "";
  private boolean other;

  private Corpus(StandInTables tables) {
    this.tables = tables;
  }

  /** All roads, each once for every way it goes. */
  static List<Road> roads() {
    return read(FILES);
  }

  /** What analysts ask: in the same form, and what is marked may be masked. */
  static List<Road> legitimate() {
    return read(List.of("legitimate"));
  }

  private static List<Road> read(List<String> files) {
    Corpus corpus = new Corpus(StandInTables.read());
    for (String file : files) {
      String resource = file + ".txt";
      int number = 0;
      for (String line : resource(resource).split("\n", -1)) {
        number++;
        try {
          corpus.line(line.stripTrailing());
        } catch (RuntimeException e) {
          throw new IllegalArgumentException(resource + ":" + number + ": " + e.getMessage(), e);
        }
      }
      corpus.endRoad();
    }
    return List.copyOf(corpus.roads);
  }

  static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Corpus.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void line(String line) {
    if (line.startsWith("#") || line.isBlank()) {
      return;
    }
    if (line.startsWith("== ")) {
      endRoad();
      theme = line.substring(3);
    } else if (line.startsWith("- ")) {
      endRoad();
      head(line);
    } else {
      inRoad(line.strip());
    }
  }

  private void head(String line) {
    Matcher head = HEAD.matcher(line);
    if (!head.matches()) {
      throw new IllegalArgumentException("no name of a road");
    }
    name = head.group(1);
    policy = head.group(2) == null ? "default" : head.group(2);
  }

  private void inRoad(String line) {
    if (line.startsWith("@ ")) {
      ways = Arrays.stream(line.substring(2).split("\\|")).map(String::strip).toList();
    } else if (line.startsWith("% other")) {
      endRequest();
      other = true;
    } else if (line.startsWith("+ ")) {
      extra = json(line.substring(2));
    } else if (line.startsWith("> child ")) {
      child(columns(line.substring("> child ".length())));
    } else if (line.startsWith("> ")) {
      told(line.substring(2));
    } else if (line.startsWith("! ")) {
      endRequest();
      text.append(line);
    } else {
      if (text.toString().startsWith("! ")) {
        endRequest();
      }
      text.append(text.isEmpty() ? "" : "\n").append(line);
    }
  }

  private void told(String line) {
    Told told = tell(line);
    boolean statement = !text.toString().startsWith("! ");
    String sent = statement ? text.toString() : text.substring(2);
    steps.add(new Step(statement, sent, extra, told, List.of(), other));
    text.setLength(0);
    extra = JSON.createObjectNode();
    other = false;
  }

  /** A request that is not told what it comes to. */
  private void endRequest() {
    if (!text.isEmpty()) {
      if (!text.toString().startsWith("! ")) {
        throw new IllegalArgumentException("a statement without what it comes to: " + text);
      }
      steps.add(new Step(false, text.substring(2), extra, new Told.AsItIs(), List.of(), other));
      text.setLength(0);
      other = false;
    }
  }

  private void child(List<Column> columns) {
    Step last = steps.removeLast();
    List<List<Column>> children = new ArrayList<>(last.children());
    children.add(columns);
    steps.add(
        new Step(last.statement(), last.text(), last.extra(), last.told(), children, last.other()));
  }

  private Told tell(String line) {
    String[] words = line.split(" ", 4);
    return switch (words[0]) {
      case "error" -> new Told.Failure(Integer.parseInt(words[1]), words[2], words[3]);
      case "nothing" -> new Told.Nothing();
      case "insert-errors" -> new Told.InsertErrors(line.substring("insert-errors ".length()));
      case "creates" -> {
        boolean view = words[1].equals("view");
        String[] parts = line.split(" ", view ? 4 : 3);
        yield new Told.Creates(parts[view ? 2 : 1], view, columns(parts[view ? 3 : 2]));
      }
      default -> {
        String[] parts = line.split(" ~ ", 2);
        yield new Told.Rows(columns(parts[0]), parts.length > 1 ? parts[1] : "");
      }
    };
  }

  private List<Column> columns(String written) {
    return ColumnReader.read(written, tables::columns);
  }

  private void endRoad() {
    endRequest();
    if (!name.isEmpty()) {
      if (steps.isEmpty()) {
        throw new IllegalArgumentException("nothing is sent on road " + name);
      }
      for (String way : ways.isEmpty() ? List.of("query") : ways) {
        roads.add(new Road(theme, name, policy, way, steps));
      }
    }
    steps.clear();
    ways = List.of();
    name = "";
    other = false;
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
