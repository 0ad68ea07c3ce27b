package dev.chaperone.ui.inspect;

import javafx.scene.control.TextArea;

/** A text area that can be searched. */
record Searchable(TextArea area) implements FindBar.Target {
  static final FindBar.Target NOTHING =
      new FindBar.Target() {
        @Override
        public String text() {
          return "";
        }

        @Override
        public int caret() {
          return 0;
        }

        @Override
        public void select(int from, int to) {}
      };

  @Override
  public String text() {
    return area.getText();
  }

  @Override
  public int caret() {
    return area.getCaretPosition();
  }

  @Override
  public void select(int from, int to) {
    area.selectRange(from, to);
  }
}
