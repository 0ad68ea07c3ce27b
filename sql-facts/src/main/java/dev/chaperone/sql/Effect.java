package dev.chaperone.sql;

/** What running a statement does to the warehouse. */
public enum Effect {
  /** Changes nothing but a script's own flow and variables. */
  CONTROL,
  /** Reads, and nothing else. */
  READ,
  /** Changes rows, or moves them elsewhere. */
  WRITE,
  /** Creates, alters or drops something. */
  SCHEMA,
  /** Changes who may see what. */
  ACCESS,
  /** Changes capacity, projects, connections. */
  ADMIN,
  /** Cannot be told from the text; whoever decides has to assume the worst. */
  UNKNOWN
}
