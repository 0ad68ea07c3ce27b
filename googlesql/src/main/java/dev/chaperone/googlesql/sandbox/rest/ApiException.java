package dev.chaperone.googlesql.sandbox.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chaperone.googlesql.sandbox.engine.SqlFailure;
import java.io.IOException;

/** An error answer in BigQuery's shape. */
final class ApiException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String reason;

  ApiException(int status, String reason, String message) {
    super(message);
    this.status = status;
    this.reason = reason;
  }

  static ApiException invalid(String message) {
    return new ApiException(400, "invalid", message);
  }

  static ApiException required(String parameter) {
    return new ApiException(400, "required", "Required parameter is missing: " + parameter);
  }

  static ApiException notFound(String what) {
    return new ApiException(404, "notFound", "Not found: " + what);
  }

  /** Not 501: clients retry every 5xx, and this will not change. */
  static ApiException notImplemented(String what) {
    return new ApiException(400, "notImplemented", "The sandbox does not offer this: " + what);
  }

  static ApiException of(SqlFailure failure) {
    int status =
        switch (failure.reason()) {
          case NOT_FOUND -> 404;
          case DUPLICATE -> 409;
          case INVALID_QUERY, INVALID, IN_USE, EXCEEDED, TIMEOUT, BYTES_BILLED_LIMIT -> 400;
        };
    return new ApiException(status, failure.reason().wireName(), failure.getMessage());
  }

  int status() {
    return status;
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }

  void writeTo(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("error");
    json.writeNumberField("code", status);
    json.writeStringField("message", getMessage());
    json.writeArrayFieldStart("errors");
    json.writeStartObject();
    json.writeStringField("message", getMessage());
    json.writeStringField("domain", "global");
    json.writeStringField("reason", reason);
    json.writeEndObject();
    json.writeEndArray();
    json.writeStringField("status", canonicalStatus());
    json.writeEndObject();
    json.writeEndObject();
  }

  /** The form an error has inside a job's status. */
  void writeProto(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("reason", reason);
    if (reason.equals("invalidQuery")) {
      json.writeStringField("location", "query");
    }
    json.writeStringField("message", getMessage());
    json.writeEndObject();
  }

  private String canonicalStatus() {
    return switch (status) {
      case 404 -> "NOT_FOUND";
      case 409 -> "ALREADY_EXISTS";
      case 403 -> "PERMISSION_DENIED";
      case 413 -> "FAILED_PRECONDITION";
      case 500 -> "INTERNAL";
      default -> "INVALID_ARGUMENT";
    };
  }
}
