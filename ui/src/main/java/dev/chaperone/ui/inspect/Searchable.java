package dev.chaperone.ui.inspect;

import dev.chaperone.ui.sql.SqlView;

/** A text that can be searched. */
record Searchable(SqlView view) implements FindBar.Target {
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
    return view.text();
  }

  @Override
  public int caret() {
    return view.caret();
  }

  @Override
  public void select(int from, int to) {
    view.select(from, to);
  }
}
