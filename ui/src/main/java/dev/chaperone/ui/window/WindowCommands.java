package dev.chaperone.ui.window;

/** What actions ask of the window itself. */
interface WindowCommands {
  void palette();

  void help();

  void quit();

  /** The agents' page, or the sessions'. */
  void show(boolean agents);

  void focusFilter();

  void find();

  void findNext(boolean forward);

  void zoom(double factor);

  void newAgent();

  void askRevoke(String agent);
}
