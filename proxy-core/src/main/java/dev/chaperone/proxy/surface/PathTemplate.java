package dev.chaperone.proxy.surface;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Matches decoded path segments against a method's template, and builds its path again. */
final class PathTemplate {
  /** A segment: a literal, or a parameter with what stands after it (a custom verb or nothing). */
  private sealed interface Segment {
    record Literal(String text) implements Segment {}

    record Parameter(String name, ResourceId rule, String suffix) implements Segment {}
  }

  /** Legal in a path segment as they are, and used by partition decorators and domain projects. */
  private static final String KEPT_IN_PATH = ":@$*";

  private final List<Segment> segments;

  private PathTemplate(List<Segment> segments) {
    this.segments = List.copyOf(segments);
  }

  static PathTemplate of(String template) {
    List<Segment> segments = new ArrayList<>();
    for (String part : template.split("/", -1)) {
      int end = part.indexOf('}');
      if (part.startsWith("{") && end > 0) {
        String name = part.substring(1, end);
        segments.add(
            new Segment.Parameter(name, ResourceId.ofParameter(name), part.substring(end + 1)));
      } else {
        segments.add(new Segment.Literal(part));
      }
    }
    return new PathTemplate(segments);
  }

  /** The path parameters, if this template is exactly these segments. */
  Optional<Map<String, String>> match(List<String> decoded) {
    if (decoded.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String given = decoded.get(i);
      boolean matches =
          switch (segments.get(i)) {
            case Segment.Literal literal -> literal.text().equals(given);
            case Segment.Parameter parameter -> take(parameter, given, parameters);
          };
      if (!matches) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  private static boolean take(
      Segment.Parameter parameter, String given, Map<String, String> parameters) {
    if (!given.endsWith(parameter.suffix())) {
      return false;
    }
    String value = given.substring(0, given.length() - parameter.suffix().length());
    if (!parameter.rule().accepts(value)) {
      return false;
    }
    parameters.put(parameter.name(), value);
    return true;
  }

  /** The path of these parameters, encoded. */
  String expand(Map<String, String> parameters) {
    StringBuilder path = new StringBuilder();
    for (Segment segment : segments) {
      if (!path.isEmpty()) {
        path.append('/');
      }
      switch (segment) {
        case Segment.Literal literal -> path.append(literal.text());
        case Segment.Parameter parameter ->
            path.append(
                    PercentCodec.encode(
                        parameters.getOrDefault(parameter.name(), ""), KEPT_IN_PATH))
                .append(parameter.suffix());
      }
    }
    return path.toString();
  }
}
