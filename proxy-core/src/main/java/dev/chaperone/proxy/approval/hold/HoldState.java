package dev.chaperone.proxy.approval.hold;

/** Where a hold is in its life (DESIGN section 8). The names are on disk. */
public enum HoldState {
  /** Waits for a decision. */
  PENDING,
  /** Decided for, not begun yet. */
  APPROVED,
  /** Being carried out: whether upstream has it may be unknown. */
  SUBMITTING,
  /** Carried out, or failed while it was. */
  DONE,
  /** Another hold has taken its place: a person edited it, or what it rested on drifted. */
  EDITED,
  /** Decided against. */
  DENIED,
  /** Nobody decided in time, or nothing was begun in time. */
  EXPIRED,
  /** Taken back by the agent. */
  WITHDRAWN;

  /** Whether anything can still happen to it. */
  public boolean open() {
    return switch (this) {
      case PENDING, APPROVED, SUBMITTING -> true;
      case DONE, EDITED, DENIED, EXPIRED, WITHDRAWN -> false;
    };
  }
}
