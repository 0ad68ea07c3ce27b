package dev.chaperone.proxy.listener;

import dev.chaperone.proxy.surface.BigQueryError;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;

/**
 * Answers what the server itself turns away (malformed requests, headers too long) in BigQuery's
 * error shape, because bq waits for ever on an error that is not JSON. The server's own words may
 * repeat the request, so they are not passed on.
 */
final class JsonFaults implements DirectHandler {

  static DirectHandlers handlers() {
    DirectHandlers.Builder builder = DirectHandlers.builder();
    JsonFaults faults = new JsonFaults();
    for (EventType type : EventType.values()) {
      builder.addHandler(type, faults);
    }
    return builder.build();
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status proposed,
      ServerResponseHeaders headers,
      String message) {
    int status = proposed.code() < 400 || proposed.code() > 499 ? 400 : proposed.code();
    BigQueryError error =
        new BigQueryError(
            status, "invalid", "Chaperone cannot read this HTTP request (" + proposed + ").");
    return TransportResponse.builder()
        .status(Status.create(status))
        .headers(headers)
        .header(HeaderNames.CONTENT_TYPE, BigQueryError.CONTENT_TYPE)
        .keepAlive(false)
        .entity(error.json())
        .build();
  }
}
