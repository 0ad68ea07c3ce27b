package dev.chaperone.proxy.listener;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chaperone.proxy.identity.FormParameters;
import dev.chaperone.proxy.identity.Introspection;
import dev.chaperone.proxy.identity.TokenExchange;
import dev.chaperone.proxy.identity.TokenResponse;
import dev.chaperone.proxy.stage.AgentRequest;
import dev.chaperone.proxy.stage.AgentResponse;
import dev.chaperone.proxy.stage.RefusedArrivals;
import dev.chaperone.proxy.surface.Recognition.GatewayCall;
import dev.chaperone.proxy.upstream.Headers;
import dev.chaperone.recordings.StoreHealth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The calls that carry their credential in the body, or need none: token exchange, introspection,
 * health.
 */
final class OpenCalls {
  private static final int MAX_FORM = 64 << 10;
  private static final JsonMapper JSON = new JsonMapper();

  private final TokenExchange exchange;
  private final Introspection introspection;
  private final Supplier<StoreHealth> health;
  private final RefusedArrivals refused;

  OpenCalls(
      TokenExchange exchange,
      Introspection introspection,
      Supplier<StoreHealth> health,
      RefusedArrivals refused) {
    this.exchange = exchange;
    this.introspection = introspection;
    this.health = health;
    this.refused = refused;
  }

  void answer(GatewayCall.Kind kind, AgentRequest request, AgentResponse response)
      throws IOException {
    switch (kind) {
      case TOKEN -> exchange(request, response);
      case INTROSPECT -> introspect(request, response);
      case HEALTH -> health(response);
      case DISCOVERY -> throw new IllegalStateException("discovery needs an identity");
    }
  }

  private void exchange(AgentRequest request, AgentResponse response) throws IOException {
    Map<String, String> form;
    try {
      form = form(request);
    } catch (IllegalArgumentException e) {
      badForm(response, e);
      return;
    }
    TokenResponse answer = exchange.exchange(form);
    if (answer.status() >= 400) {
      refused.record(
          "token-refused",
          "a token was not exchanged",
          "POST /v1/token",
          request.remoteAddress().toString());
    }
    send(response, answer);
  }

  private void introspect(AgentRequest request, AgentResponse response) throws IOException {
    Map<String, String> form;
    try {
      form = form(request);
    } catch (IllegalArgumentException e) {
      badForm(response, e);
      return;
    }
    send(response, introspection.introspect(form));
  }

  private static void badForm(AgentResponse response, IllegalArgumentException e)
      throws IOException {
    byte[] json =
        JSON.writeValueAsBytes(
            Map.of("error", "invalid_request", "error_description", e.getMessage()));
    response.send(400, Headers.NONE.with("Content-Type", "application/json"), json);
  }

  private void health(AgentResponse response) throws IOException {
    StoreHealth now = health.get();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("status", now.writable() ? "ok" : "not-recording");
    byte[] json = JSON.writeValueAsBytes(document);
    response.send(
        now.writable() ? 200 : 503, Headers.NONE.with("Content-Type", "application/json"), json);
  }

  private static Map<String, String> form(AgentRequest request) throws IOException {
    byte[] body = request.body().readNBytes(MAX_FORM);
    return FormParameters.parse(new String(body, StandardCharsets.UTF_8));
  }

  private static void send(AgentResponse response, TokenResponse answer) throws IOException {
    response.send(
        answer.status(),
        Headers.of(answer.headers()),
        answer.json().getBytes(StandardCharsets.UTF_8));
  }
}
