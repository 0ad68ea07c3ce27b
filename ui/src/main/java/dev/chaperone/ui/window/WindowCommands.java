package dev.chaperone.ui.window;

/** What actions ask of the window itself. */
interface WindowCommands {
  void palette();

  void help();

  void quit();

  void show(Page page);

  /** The page in sight. */
  Page page();

  void focusFilter();

  void find();

  void findNext(boolean forward);

  void zoom(double factor);

  void newAgent();

  void askRevoke(String agent);

  /** Goes that many rows down in the list of the Tags page. */
  void moveTagRow(int steps);

  /** Shows what a policy that waits permits, and asks; nothing if none waits. */
  void askConfirmPolicy();
}
