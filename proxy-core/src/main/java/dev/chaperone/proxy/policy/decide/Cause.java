package dev.chaperone.proxy.policy.decide;

import java.util.Locale;

/** Which part of a policy speaks. */
public enum Cause {
  /** No connection serves the project. */
  CONNECTION,
  /** A table lies outside what the agent may reach. */
  REACH,
  /** A job or table the gateway did not start. */
  FOREIGN_JOB,
  /** Legacy SQL. */
  LEGACY_SQL,
  /** A rule. */
  RULE,
  /** A tagged column is used without being shown. */
  INDIRECT_USE,
  /** A tagged column is written to another place. */
  MOVES_TAGGED,
  /** What masking puts in the place of values would be written. */
  PLACEHOLDER,
  /** No rule spoke. */
  DEFAULT,
  /** It would go beyond a budget. */
  BUDGET,
  /** A dry run, which executes nothing and is not held. */
  DRY_RUN;

  /** The name used in codes and frames. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
