package dev.chaperone.proxy.stage;

import dev.chaperone.proxy.surface.BigQueryError;
import java.util.Map;

/** The request ends here; the agent gets this error. Carries no stack trace: it is an answer. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient BigQueryError error;
  private final String code;
  private final transient Map<String, String> headers;

  /**
   * @param code short stable code for the recording, such as {@code unknown-method}
   */
  public Refusal(String code, BigQueryError error, Map<String, String> headers) {
    super(error.message(), null, false, false);
    this.code = code;
    this.error = error;
    this.headers = Map.copyOf(headers);
  }

  public Refusal(String code, int status, String reason, String message) {
    this(code, new BigQueryError(status, reason, message), Map.of());
  }

  /** 403 in the shape that no client retries. */
  public static Refusal denied(String code, String message) {
    return new Refusal(code, 403, "accessDenied", message);
  }

  public static Refusal badRequest(String code, String message) {
    return new Refusal(code, 400, "invalid", message);
  }

  public BigQueryError error() {
    return error;
  }

  public String code() {
    return code;
  }

  public Map<String, String> headers() {
    return headers;
  }
}
