package dev.chaperone.proxy.stage;

import dev.chaperone.proxy.answer.Answer;
import dev.chaperone.proxy.review.Reviewed;
import dev.chaperone.proxy.surface.HeaderRules;
import dev.chaperone.proxy.surface.Recognition;
import dev.chaperone.proxy.surface.Recognition.BigQueryCall;
import dev.chaperone.proxy.upstream.Headers;
import dev.chaperone.proxy.upstream.Upstream;
import dev.chaperone.proxy.upstream.UpstreamAnswer;
import dev.chaperone.proxy.upstream.UpstreamException;
import dev.chaperone.proxy.upstream.UpstreamRequest;
import dev.chaperone.proxy.upstream.Upstreams;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.FrameBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what was recognised upstream, once everything recorded so far is durable, and takes the
 * head of the answer.
 */
public final class Forward implements Stage {
  private static final Logger LOG = LoggerFactory.getLogger(Forward.class);
  private static final String GATEWAY_AGENT = " chaperone (gzip)";

  private final Upstreams upstreams;
  private final HeaderRules headerRules;
  private final DiscoverySource discovery;

  public Forward(Upstreams upstreams, HeaderRules headerRules, DiscoverySource discovery) {
    this.upstreams = upstreams;
    this.headerRules = headerRules;
    this.discovery = discovery;
  }

  @Override
  public void apply(Exchange exchange) {
    if (exchange.answered()) {
      return; // the gateway itself did
    }
    switch (exchange.recognition()) {
      case Recognition.BigQueryCall call -> exchange.answer(forward(exchange, call));
      case Recognition.GatewayCall call ->
          exchange.answer(discovery.answer(exchange.request().base(), exchange.recorder()));
      case Recognition.Refused refused ->
          throw new IllegalStateException("a refused request does not get this far");
    }
  }

  private Answer forward(Exchange exchange, BigQueryCall call) {
    try {
      Upstream upstream = upstreams.towards(call.pathParameter("projectId"));
      requireAsDecided(exchange, upstream);
      return forward(exchange, call, upstream);
    } catch (UpstreamException e) {
      throw new Refusal(
          "upstream-" + e.kind().code(), e.kind().status(), e.kind().reason(), e.explanation());
    }
  }

  /** What was decided for one connection does not go to another that came meanwhile. */
  private static void requireAsDecided(Exchange exchange, Upstream upstream) {
    boolean other =
        exchange
            .reviewed()
            .flatMap(Reviewed::upstream)
            .map(decided -> !decided.equals(upstream.base().toString()))
            .orElse(false);
    if (other) {
      throw new Refusal(
          "connection-changed",
          503,
          "backendError",
          "The connections of Chaperone's policy changed while it looked at this request. Try"
              + " again.");
    }
  }

  private Answer forward(Exchange exchange, BigQueryCall call, Upstream upstream)
      throws UpstreamException {
    Prepared prepared = prepare(exchange);
    exchange
        .recorder()
        .record(
            new FrameBody.Upstream(
                "forward",
                call.httpMethod(),
                Redaction.url(upstream.base() + call.upstreamTarget()),
                prepared.digest()));
    exchange.sent(upstream.base());
    UpstreamAnswer answer =
        upstream.send(
            new UpstreamRequest(
                call.httpMethod(), call.upstreamTarget(), headers(exchange), prepared.body()));
    if (answer.status() == 401) {
      close(answer);
      throw credentialRefused();
    }
    return new Answer(
        answer.status(), answer.status(), answer.headers(), answer.body(), answer.length());
  }

  private static void close(UpstreamAnswer answer) {
    try {
      answer.body().close();
    } catch (IOException e) {
      LOG.debug("an answer that is not used could not be closed", e);
    }
  }

  /** A 401 would make clients renew the agent's token, which is not what was refused. */
  private static Refusal credentialRefused() {
    return Refusal.denied(
        "upstream-credential",
        "Access Denied: BigQuery does not accept the credential Chaperone uses. Ask who runs"
            + " Chaperone to check --credentials, or the credential of the policy's connection.");
  }

  private record Prepared(Optional<UpstreamRequest.Body> body, String digest) {
    static Prepared whole(byte[] bytes) {
      return new Prepared(
          Optional.of(new UpstreamRequest.Body(new ByteArrayInputStream(bytes), bytes.length)),
          Digest.sha256(bytes).hex());
    }

    static Prepared streamed(InputStream stream, long length) {
      return new Prepared(Optional.of(new UpstreamRequest.Body(stream, length)), "");
    }
  }

  private static Prepared prepare(Exchange exchange) {
    if (exchange.overridden()) {
      return new Prepared(Optional.empty(), "");
    }
    byte[] metadata =
        exchange
            .jobRequest()
            .map(request -> request.body().toString().getBytes(StandardCharsets.UTF_8))
            .orElse(new byte[0]);
    return switch (exchange.body()) {
      case RequestBody.Whole(byte[] bytes) -> {
        if (exchange.multipart().isPresent()) {
          MultipartJob parts = exchange.multipart().get();
          yield Prepared.streamed(parts.withMetadata(metadata), parts.lengthWith(metadata));
        }
        byte[] sent = exchange.jobRequest().isPresent() ? metadata : bytes;
        yield sent.length == 0 ? new Prepared(Optional.empty(), "") : Prepared.whole(sent);
      }
      case RequestBody.Streamed(byte[] prefix, InputStream rest, long length) -> {
        if (exchange.multipart().isPresent()) {
          MultipartJob parts = exchange.multipart().get();
          yield Prepared.streamed(
              new RecordedBody(parts.withMetadata(metadata), exchange.recorder()),
              parts.lengthWith(metadata));
        }
        InputStream all = new java.io.SequenceInputStream(new ByteArrayInputStream(prefix), rest);
        yield Prepared.streamed(new RecordedBody(all, exchange.recorder()), length);
      }
    };
  }

  private Headers headers(Exchange exchange) {
    Headers forwarded =
        Headers.ofMulti(headerRules.forwarded(exchange.request().headers().multiMap()));
    if (exchange.overridden()) {
      forwarded = forwarded.without("content-type");
    }
    if (exchange.multipart().isPresent()) {
      forwarded = forwarded.with("content-type", exchange.multipart().get().contentType());
    }
    // Google compresses only for user agents that say gzip.
    String agent = forwarded.firstOr("user-agent", "unknown");
    return forwarded
        .without("content-encoding")
        .without("content-length")
        .with("user-agent", agent + GATEWAY_AGENT);
  }
}
