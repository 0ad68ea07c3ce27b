package dev.chaperone.ui.model.agents;

import dev.chaperone.recordings.AgentRecord;

/** One agent in the list. */
public record AgentRow(AgentRecord agent, State state) {
  /** Whether its tokens are good. */
  public enum State {
    ACTIVE("Active"),
    EXPIRED("Expired"),
    REVOKED("Revoked");

    private final String text;

    State(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  public String name() {
    return agent.name();
  }
}
