package dev.chaperone.proxy.listener;

import dev.chaperone.proxy.stage.AgentRequest;
import dev.chaperone.proxy.stage.Exchange;
import dev.chaperone.proxy.stage.Pipeline;
import dev.chaperone.proxy.stage.RefusedArrivals;
import dev.chaperone.proxy.surface.BigQueryError;
import dev.chaperone.proxy.surface.PathRecogniser;
import dev.chaperone.proxy.surface.Recognition;
import dev.chaperone.proxy.upstream.Headers;
import io.helidon.http.Header;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes every request of the listener: turns away browsers and foreign hosts, answers open calls,
 * and sends the rest through the pipeline. Runs on the request's virtual thread.
 */
final class RequestHandler implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

  private final HostGuard guard;
  private final PathRecogniser recogniser;
  private final OpenCalls openCalls;
  private final Pipeline pipeline;
  private final RefusedArrivals refused;

  RequestHandler(
      HostGuard guard,
      PathRecogniser recogniser,
      OpenCalls openCalls,
      Pipeline pipeline,
      RefusedArrivals refused) {
    this.guard = guard;
    this.recogniser = recogniser;
    this.openCalls = openCalls;
    this.pipeline = pipeline;
    this.refused = refused;
  }

  @Override
  public void handle(ServerRequest in, ServerResponse out) {
    long started = System.nanoTime();
    HelidonResponse response = new HelidonResponse(out);
    try {
      handle(in, response, started);
    } catch (CloseConnectionException e) {
      throw e;
    } catch (IOException e) {
      throw new CloseConnectionException("the agent's connection broke", e);
    } catch (RuntimeException e) {
      LOG.error("request failed inside the gateway", e);
      failed(response);
    }
  }

  private void handle(ServerRequest in, HelidonResponse response, long started) throws IOException {
    Headers headers = headers(in);
    Optional<BigQueryError> foreign = guard.check(headers, in.authority());
    if (foreign.isPresent()) {
      refused.record(
          "foreign-host",
          foreign.get().message(),
          in.prologue().method().text() + " " + in.prologue().uriPath().rawPath(),
          in.remotePeer().address().toString());
      response.send(foreign.get().status(), json(), foreign.get().json());
      return;
    }
    AgentRequest request = request(in, headers);
    Recognition quick =
        recogniser.recognise(request.method(), request.rawPath(), request.rawQuery());
    if (quick instanceof Recognition.GatewayCall call
        && call.kind() != Recognition.GatewayCall.Kind.DISCOVERY) {
      openCalls.answer(call.kind(), request, response);
      return;
    }
    pipeline.run(new Exchange(request, response, started));
  }

  private static void failed(HelidonResponse response) {
    if (response.started()) {
      throw response.abort("internal fault");
    }
    // 403, not 500: clients retry a 500, and what failed here would fail again.
    BigQueryError error =
        BigQueryError.accessDenied(
            "Chaperone failed inside and refused the request. Its log file says why.");
    try {
      response.send(error.status(), json(), error.json());
    } catch (IOException e) {
      throw new CloseConnectionException("the agent's connection broke", e);
    }
  }

  private static Headers headers(ServerRequest in) {
    List<Headers.Field> fields = new ArrayList<>();
    for (Header header : in.headers()) {
      for (String value : header.allValues()) {
        fields.add(new Headers.Field(header.name(), value));
      }
    }
    return Headers.of(fields);
  }

  private static AgentRequest request(ServerRequest in, Headers headers) {
    String scheme = in.isSecure() ? "https" : "http";
    InputStream body =
        in.content().hasEntity()
            ? new AgentBody(in.content().inputStream())
            : InputStream.nullInputStream();
    return new AgentRequest(
        in.prologue().method().text(),
        in.prologue().uriPath().rawPath(),
        in.prologue().query().rawValue(),
        headers,
        (InetSocketAddress) in.remotePeer().address(),
        (InetSocketAddress) in.localPeer().address(),
        URI.create(scheme + "://" + in.authority()),
        body);
  }

  private static Headers json() {
    return Headers.NONE.with("Content-Type", BigQueryError.CONTENT_TYPE);
  }
}
