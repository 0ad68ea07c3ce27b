package dev.chaperone.proxy.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chaperone.proxy.answer.Answer;
import dev.chaperone.proxy.surface.DiscoveryDocument;
import dev.chaperone.proxy.upstream.Headers;
import dev.chaperone.proxy.upstream.Upstream;
import dev.chaperone.proxy.upstream.UpstreamAnswer;
import dev.chaperone.proxy.upstream.UpstreamException;
import dev.chaperone.proxy.upstream.UpstreamRequest;
import dev.chaperone.proxy.upstream.Upstreams;
import dev.chaperone.recordings.frame.FrameBody;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The API description for clients that ask for it, with every address naming the gateway:
 * upstream's own where it can be had, else the packaged trimmed one. Upstream is asked at most once
 * in a while, because bq asks before every command.
 */
public final class DiscoverySource {
  private static final String TARGET = "/$discovery/rest?version=v2";
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MAX_DOCUMENT = 8 << 20;

  /** Upstream's answer, empty document if it had none. */
  private record Fetched(Instant at, Optional<byte[]> document) {
    @Override
    public String toString() {
      return "Fetched[" + at + "]";
    }
  }

  private final Upstreams upstreams;
  private final Clock clock;
  private final int methods;
  private volatile Fetched fetched = new Fetched(Instant.MIN, Optional.empty());

  /**
   * @param methods how many methods a description must have to be preferred
   */
  public DiscoverySource(Upstreams upstreams, Clock clock, int methods) {
    this.methods = methods;
    this.upstreams = upstreams;
    this.clock = clock;
  }

  Answer answer(URI gateway, ExchangeRecorder recorder) {
    Optional<byte[]> document = document(recorder);
    byte[] body =
        document.isPresent()
            ? DiscoveryDocument.rewrite(document.get(), gateway)
            : DiscoveryDocument.trimmed(gateway);
    return Answer.ofGateway(
        200, Headers.NONE.with("Content-Type", "application/json; charset=UTF-8"), body);
  }

  private Optional<byte[]> document(ExchangeRecorder recorder) {
    Fetched last = fetched;
    if (last.at().plus(KEPT).isAfter(clock.instant())) {
      return last.document();
    }
    Optional<byte[]> now = fetch(recorder);
    fetched = new Fetched(clock.instant(), now);
    return now;
  }

  private Optional<byte[]> fetch(ExchangeRecorder recorder) {
    try {
      Upstream upstream = upstreams.towards("");
      recorder.record(new FrameBody.Upstream("lookup", "GET", upstream.base() + TARGET, ""));
      UpstreamAnswer answer =
          upstream.send(new UpstreamRequest("GET", TARGET, Headers.NONE, Optional.empty()));
      try (InputStream body = answer.body()) {
        byte[] document = body.readNBytes(MAX_DOCUMENT);
        return answer.status() == 200 && document.length < MAX_DOCUMENT && isDescription(document)
            ? Optional.of(document)
            : Optional.empty();
      }
    } catch (UpstreamException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * A stand-in upstream may describe less than the gateway offers; then the packaged one is better.
   */
  private boolean isDescription(byte[] document) throws IOException {
    JsonNode root = JSON.readTree(document);
    return "discovery#restDescription".equals(root.path("kind").asText())
        && root.findValuesAsText("httpMethod").size() >= methods;
  }
}
