package dev.chaperone.proxy.catalogue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The gateway's own questions to BigQuery. */
public final class GatewayCalls {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MAX_ANSWER = 4 << 20;

  /** Longer than any request waits for it: a look-up serves several. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A question is asked so often at most, where upstream says that it failed itself. */
  public static final int TRIES = 2;

  /**
   * A question.
   *
   * @param target path and query, encoded
   * @param body JSON; empty for a GET
   */
  public record Call(String method, String target, Optional<String> body) {
    public static Call get(String target) {
      return new Call("GET", target, Optional.empty());
    }

    public static Call post(String target, ObjectNode body) {
      return new Call("POST", target, Optional.of(body.toString()));
    }

    private Optional<byte[]> bytes() {
      return body.map(b -> b.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** What came back. */
  public sealed interface Reply {
    /**
     * An answer.
     *
     * @param json empty if the body is no JSON object, or too long
     */
    record Answered(int status, Optional<ObjectNode> json) implements Reply {
      /** Upstream failed, and may do better at once. Being asked too often is not that. */
      public boolean worthAnotherTry() {
        return status == 500 || status == 502 || status == 503 || status == 504;
      }
    }

    /** No answer, and why. */
    record Silent(String why) implements Reply {}
  }

  private final Optional<Upstream> upstream;
  private final String noWay;

  /**
   * By the way there is now, for all questions.
   *
   * @param project whose way is taken: the one that is billed for what the questions are about
   */
  public GatewayCalls(Upstreams upstreams, String project) {
    Optional<Upstream> way = Optional.empty();
    String why = "";
    try {
      way = Optional.of(upstreams.towards(project));
    } catch (UpstreamException e) {
      why = e.explanation();
    }
    this.upstream = way;
    this.noWay = why;
  }

  /** By which questions go; empty if there is no way for them. */
  Optional<Upstream> way() {
    return upstream;
  }

  /** Puts a question on record; it has to be before it is sent. */
  public void record(Call call, LookupRecord record) {
    if (upstream.isEmpty()) {
      return; // Nothing will be sent.
    }
    String digest = call.bytes().map(b -> Digest.sha256(b).hex()).orElse("");
    record.record(
        new FrameBody.Upstream(
            "lookup", call.method(), upstream.get().base() + call.target(), digest));
  }

  public Reply send(Call call) {
    if (upstream.isEmpty()) {
      return new Reply.Silent(noWay);
    }
    // Google compresses only for user agents that say gzip.
    Headers headers = Headers.NONE.with("user-agent", "chaperone (gzip)");
    Optional<byte[]> bytes = call.bytes();
    UpstreamRequest request =
        new UpstreamRequest(
            call.method(),
            call.target(),
            bytes.isPresent() ? headers.with("content-type", "application/json") : headers,
            bytes.map(b -> new UpstreamRequest.Body(new ByteArrayInputStream(b), b.length)),
            Optional.of(PATIENCE));
    try {
      UpstreamAnswer answer = upstream.get().send(request);
      try (InputStream body = answer.body()) {
        return new Reply.Answered(answer.status(), parse(body.readNBytes(MAX_ANSWER + 1)));
      }
    } catch (UpstreamException e) {
      return new Reply.Silent(e.explanation());
    } catch (IOException e) {
      return new Reply.Silent("BigQuery's answer broke off");
    }
  }

  public static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Optional<ObjectNode> parse(byte[] body) {
    try {
      return body.length <= MAX_ANSWER && JSON.readTree(body) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
