package dev.chaperone.ui.window;

/** The window's pages. */
public enum Page {
  SESSIONS,
  INBOX,
  TAGS,
  AGENTS
}
