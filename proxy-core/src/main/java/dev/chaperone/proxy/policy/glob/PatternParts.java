package dev.chaperone.proxy.policy.glob;

import java.util.List;
import java.util.Optional;

/** Cuts a pattern into a project, where one is set off by a colon, and the parts between dots. */
record PatternParts(Optional<String> project, List<String> parts) {
  private static final int MAX_LENGTH = 1_024;

  static PatternParts of(String pattern) throws BadPattern {
    if (pattern.length() > MAX_LENGTH) {
      throw new BadPattern("A pattern has at most " + MAX_LENGTH + " characters.");
    }
    int colon = pattern.lastIndexOf(':');
    Optional<String> project =
        colon < 0 ? Optional.empty() : Optional.of(pattern.substring(0, colon));
    List<String> parts = List.of(pattern.substring(colon + 1).split("\\.", -1));
    if (parts.contains("") || project.filter(String::isEmpty).isPresent()) {
      throw new BadPattern("'" + pattern + "' has an empty part. Write * for any name.");
    }
    if (pattern.contains("**")) {
      throw new BadPattern(
          "'" + pattern + "' has two stars in a row. One * is any name; a dot separates parts.");
    }
    if (pattern.chars().anyMatch(c -> c == '`' || c == '?' || Character.isWhitespace(c))) {
      throw new BadPattern(
          "'"
              + pattern
              + "' has a character with no meaning here. Only * is a wildcard; write names"
              + " without quotes and spaces.");
    }
    return new PatternParts(project, parts);
  }
}
