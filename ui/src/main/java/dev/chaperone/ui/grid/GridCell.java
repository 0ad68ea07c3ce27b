package dev.chaperone.ui.grid;

/** A value as text; a null is told apart from the text "NULL". */
public record GridCell(String text, boolean isNull) {
  public static final GridCell NULL = new GridCell("NULL", true);

  public static GridCell of(String text) {
    return new GridCell(text, false);
  }
}
