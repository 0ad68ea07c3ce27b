package dev.chaperone.ui.sql;

/** A stretch of SQL text and how it is coloured; {@code style} is a style class. */
public record SqlToken(int start, int end, Kind kind) {
  /** What a stretch is, as far as colouring cares. */
  public enum Kind {
    PLAIN("sql-plain"),
    KEYWORD("sql-keyword"),
    FUNCTION("sql-function"),
    TYPE("sql-type"),
    STRING("sql-string"),
    NUMBER("sql-number"),
    COMMENT("sql-comment"),
    QUOTED("sql-quoted"),
    PARAMETER("sql-parameter");

    private final String style;

    Kind(String style) {
      this.style = style;
    }

    public String style() {
      return style;
    }
  }
}
