package dev.chaperone.sql;

/** Something recognised in a statement that a decision may turn on. */
public enum Risk {
  /** {@code EXECUTE IMMEDIATE}: the SQL that runs stands in a value. */
  DYNAMIC_SQL(true),
  /** {@code CALL}: the SQL that runs stands in a procedure. */
  PROCEDURE_CALL(true),
  /** {@code EXTERNAL_QUERY}: SQL for another database stands in a string. */
  EXTERNAL_QUERY(true),
  /** A function that sends its arguments to a service. */
  REMOTE_FUNCTION(true),
  /** A model is asked, here or elsewhere: {@code ML.…}, {@code AI.…}. */
  MODEL_CALL(true),
  /** A routine whose definition is not known. */
  UNRESOLVED_ROUTINE(true),
  /** A pipe operator that writes or exports. */
  PIPE_SIDE_EFFECT(true),
  /** Another dialect, which nothing here reads. */
  LEGACY_SQL(true),
  /** A system variable is set that changes what later names mean. */
  NAME_RESOLUTION_CHANGED(true),
  /** A kind of query whose tables or columns are not followed: graphs, row patterns. */
  NOT_FOLLOWED(false),
  /** Other lines of the same query are read: time travel. */
  TIME_TRAVEL(false),
  /** More than one table is read by one name. */
  WILDCARD_TABLE(false),
  /** All columns, or a whole row. */
  SELECT_STAR(false),
  /** What is created lives as long as the script or session. */
  TEMPORARY(false),
  /** A session's or script's variable takes part. */
  VARIABLE(false),
  /** Pipe syntax. */
  PIPE_SYNTAX(false);

  private final boolean hidesEffect;

  Risk(boolean hidesEffect) {
    this.hidesEffect = hidesEffect;
  }

  /** Whether a statement with it may do something that its text does not show. */
  public boolean hidesEffect() {
    return hidesEffect;
  }
}
