package dev.chaperone.ui.model.tags;

import java.util.Locale;

/** The words of masking and tags as people read them. */
public final class TagWords {
  private TagWords() {}

  /** What followed a find. */
  public static String reaction(String reaction) {
    if (reaction.startsWith("suggest:")) {
      return "shown; tag " + reaction.substring("suggest:".length()) + " is suggested";
    }
    return switch (reaction) {
      case "alert" -> "shown; noted only";
      case "" -> "shown";
      default -> "masked by " + reaction;
    };
  }

  /** The same in two or three words. */
  public static String brief(String reaction) {
    if (reaction.startsWith("suggest:")) {
      return "shown, suggests " + reaction.substring("suggest:".length());
    }
    return reaction.equals("alert") || reaction.isEmpty() ? "shown" : reaction;
  }

  /** How a table was filled: {@code CREATE TABLE AS SELECT}, {@code copy job}. */
  public static String how(String kind) {
    if (kind.isEmpty()) {
      return "a statement";
    }
    boolean job = kind.equals(kind.toLowerCase(Locale.ROOT));
    return job ? kind + " job" : kind.replace('_', ' ');
  }

  /** A method by its name, or that there is none. */
  public static String method(String method) {
    return method.isEmpty() ? "shown" : method;
  }
}
