package dev.chaperone.sql.catalogue;

import dev.chaperone.sql.RoutineName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A routine as the catalogue has it.
 *
 * @param name its path as a statement may write it
 * @param body its SQL, where its language is SQL
 * @param returns GoogleSQL's type; empty where it follows from the body, or for a table function
 * @param columns of a table function's result, where it declares them
 */
public record RoutineEntry(
    RoutineName name,
    Language language,
    List<Argument> arguments,
    Optional<String> returns,
    List<Field> columns,
    Optional<String> body) {
  /** What its body is written in. */
  public enum Language {
    SQL,
    JAVASCRIPT,
    PYTHON,
    /** Its arguments leave the warehouse. */
    REMOTE,
    OTHER
  }

  /**
   * An argument.
   *
   * @param type GoogleSQL's type; {@code ANY TYPE} where it takes any
   */
  public record Argument(String name, String type) {
    public Argument {
      Objects.requireNonNull(name);
      Objects.requireNonNull(type);
    }
  }

  public RoutineEntry {
    Objects.requireNonNull(name);
    Objects.requireNonNull(language);
    Objects.requireNonNull(returns);
    Objects.requireNonNull(body);
    arguments = List.copyOf(arguments);
    columns = List.copyOf(columns);
  }
}
