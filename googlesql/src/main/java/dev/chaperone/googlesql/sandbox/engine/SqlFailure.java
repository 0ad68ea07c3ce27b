package dev.chaperone.googlesql.sandbox.engine;

/** Says in BigQuery's words why a statement cannot be run. */
public final class SqlFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** The reasons of BigQuery's error table that the engine uses. */
  public enum Reason {
    INVALID_QUERY("invalidQuery"),
    NOT_FOUND("notFound"),
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
