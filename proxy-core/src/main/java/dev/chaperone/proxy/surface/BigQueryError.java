package dev.chaperone.proxy.surface;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An error answer in the form BigQuery's clients understand and, unless it is meant to be tried
 * again, do not retry.
 *
 * @param reason BigQuery's short reason such as {@code accessDenied}
 * @param message for the person behind the agent: what happened and what to do next
 */
public record BigQueryError(int status, String reason, String message) {
  public static final String CONTENT_TYPE = "application/json; charset=UTF-8";
  static final int MAX_MESSAGE = 2_000;

  private static final JsonMapper JSON = new JsonMapper();

  /** Java's client retries whatever matches this, and bq drops its user project at the other. */
  private static final Pattern RETRIED =
      Pattern.compile("exceed.*rate.*limit", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern EXCEED =
      Pattern.compile("exceed(s|ed|ing)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern USER_PROJECT_HINT =
      Pattern.compile("roles/serviceusage\\.serviceUsageConsumer", Pattern.CASE_INSENSITIVE);

  public BigQueryError {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("an error status is 4xx or 5xx, not " + status);
    }
    if (reason.isEmpty()) {
      throw new IllegalArgumentException("an error needs a reason");
    }
    message = clean(message, isRetried(status, reason));
  }

  /** 403: final, and retried by no client. */
  public static BigQueryError accessDenied(String message) {
    return new BigQueryError(403, "accessDenied", "Access Denied: " + message);
  }

  /** 400: the request itself is wrong. */
  public static BigQueryError invalid(String message) {
    return new BigQueryError(400, "invalid", message);
  }

  /** 401: Python and Java fetch a new token and try once more. */
  public static BigQueryError unauthenticated(String message) {
    return new BigQueryError(401, "authError", message);
  }

  /** 404 in BigQuery's words. */
  public static BigQueryError notFound(String what) {
    return new BigQueryError(404, "notFound", "Not found: " + what);
  }

  /** 409 in BigQuery's words. */
  public static BigQueryError duplicate(String what) {
    return new BigQueryError(409, "duplicate", "Already Exists: " + what);
  }

  /** gRPC's name for the HTTP status, as in {@code error.status}. */
  public String statusName() {
    return switch (status) {
      case 400, 411, 413, 414, 415, 431 -> "INVALID_ARGUMENT";
      case 401 -> "UNAUTHENTICATED";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 409 -> "ALREADY_EXISTS";
      case 412 -> "FAILED_PRECONDITION";
      case 416 -> "OUT_OF_RANGE";
      case 429 -> "RESOURCE_EXHAUSTED";
      case 499 -> "CANCELLED";
      case 501 -> "UNIMPLEMENTED";
      case 502, 503 -> "UNAVAILABLE";
      case 504 -> "DEADLINE_EXCEEDED";
      default -> status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
    };
  }

  /** The answer's body. */
  public byte[] json() {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode error = root.putObject("error");
    error.put("code", status);
    error.put("message", message);
    error
        .putArray("errors")
        .addObject()
        .put("message", message)
        .put("domain", "global")
        .put("reason", reason);
    error.put("status", statusName());
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of strings is always writable", e);
    }
  }

  private static boolean isRetried(int status, String reason) {
    return status == 429
        || status >= 500
        || reason.toLowerCase(Locale.ROOT).endsWith("ratelimitexceeded");
  }

  private static String clean(String message, boolean retried) {
    StringBuilder printable = new StringBuilder(Math.min(message.length(), MAX_MESSAGE + 1));
    int end = 0;
    while (end < message.length() && end < MAX_MESSAGE) {
      int c = message.codePointAt(end);
      printable.appendCodePoint(Character.isISOControl(c) || isSurrogate(c) ? ' ' : c);
      end += Character.charCount(c);
    }
    if (end < message.length()) {
      printable.append('…');
    }
    return retried ? printable.toString() : withoutRetryWords(printable.toString());
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static String withoutRetryWords(String message) {
    String result =
        USER_PROJECT_HINT.matcher(message).replaceAll("the service usage consumer role");
    if (!RETRIED.matcher(result).find()) {
      return result;
    }
    return EXCEED.matcher(result).replaceAll(BigQueryError::passed);
  }

  private static String passed(java.util.regex.MatchResult exceed) {
    String ending = exceed.group(1) == null ? "" : exceed.group(1).toLowerCase(Locale.ROOT);
    return Matcher.quoteReplacement("pass" + (ending.equals("s") ? "es" : ending));
  }
}
