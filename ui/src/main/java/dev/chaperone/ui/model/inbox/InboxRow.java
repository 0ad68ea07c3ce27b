package dev.chaperone.ui.model.inbox;

/** One line of the inbox. */
public sealed interface InboxRow {
  /** The head over an agent's held requests. */
  record Group(String agent, int count) implements InboxRow {}

  record Held(HoldRow hold) implements InboxRow {}
}
