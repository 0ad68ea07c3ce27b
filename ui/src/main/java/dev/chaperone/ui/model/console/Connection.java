package dev.chaperone.ui.model.console;

/** How the window stands to the process that owns the data folder. */
public enum Connection {
  CONNECTING,
  CONNECTED,
  LOST
}
