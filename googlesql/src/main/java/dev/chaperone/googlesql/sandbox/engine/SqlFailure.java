package dev.chaperone.googlesql.sandbox.engine;

/** Says in BigQuery's words why a statement cannot be run. */
public final class SqlFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** The reasons of BigQuery's error table that the engine uses. */
  public enum Reason {
    INVALID_QUERY("invalidQuery"),
    INVALID("invalid"),
    NOT_FOUND("notFound"),
    DUPLICATE("duplicate"),
    IN_USE("resourceInUse"),
    EXCEEDED("resourcesExceeded"),
    TIMEOUT("timeout"),
    BYTES_BILLED_LIMIT("bytesBilledLimitExceeded");

    private final String wireName;

    Reason(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }
  }

  private final Reason reason;

  public SqlFailure(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public static SqlFailure invalid(String message) {
    return new SqlFailure(Reason.INVALID_QUERY, message);
  }

  static SqlFailure notFound(String what) {
    return new SqlFailure(
        Reason.NOT_FOUND,
        "Not found: %s was not found in location %s".formatted(what, Warehouse.LOCATION));
  }

  static SqlFailure duplicate(String what) {
    return new SqlFailure(Reason.DUPLICATE, "Already Exists: " + what);
  }

  /** For a limit of this stand-in. */
  static SqlFailure exceeded(String message) {
    return new SqlFailure(Reason.EXCEEDED, message);
  }

  /** For what BigQuery could run and this stand-in cannot. */
  public static SqlFailure unsupported(String what) {
    return invalid("The sandbox cannot run this: " + what);
  }

  public Reason reason() {
    return reason;
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }
}
