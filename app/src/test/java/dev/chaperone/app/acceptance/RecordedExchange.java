package dev.chaperone.app.acceptance;

import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the recordings say about one request, taken from its frames one after the other. */
final class RecordedExchange {
  private static final Pattern MARK = Pattern.compile("quotaUser=([A-Za-z0-9-]+)");

  private final MessageDigest delivered = Digest.newSha256();
  private String mark = "";
  private String method = "";
  private String requestText = "";
  private boolean requestWhole;
  private String upstreamUrl = "";
  private int status = -1;
  private boolean complete;
  private String bodyDigest = "";
  private boolean order = true;

  void add(Frame frame) {
    switch (frame.body().orElseThrow()) {
      case FrameBody.Received body -> {
        method = body.method();
        mark = markIn(body.path());
      }
      case FrameBody.RequestPart body -> {
        order &= !method.isEmpty() && upstreamUrl.isEmpty();
        requestText += body.bytes().asUtf8();
        requestWhole =
            body.last()
                && body.bodyDigest()
                    .equals(Digest.sha256(requestText.getBytes(StandardCharsets.UTF_8)).hex());
      }
      case FrameBody.Upstream body -> {
        order &= !method.isEmpty();
        upstreamUrl = body.url();
      }
      case FrameBody.ResponseHead body -> status = body.status();
      case FrameBody.ResponseChunk body -> delivered.update(body.bytes().toArray());
      case FrameBody.ResponseEnd body -> {
        complete = body.complete();
        bodyDigest = body.bodyDigest();
      }
      default -> {}
    }
  }

  static String markIn(String address) {
    Matcher found = MARK.matcher(address);
    return found.find() ? found.group(1) : "";
  }

  String mark() {
    return mark;
  }

  /** P2: everything that has to be durable before the first byte goes upstream is there. */
  boolean wasForwardedOnRecord() {
    boolean body =
        !method.equals("POST") || (requestWhole && requestText.contains("-- " + mark + "\""));
    return order && !mark.isEmpty() && body && markIn(upstreamUrl).equals(mark);
  }

  /** The answer is recorded whole, and is byte for byte what the agent got. */
  boolean delivered(BusyAgent.Whole answer) {
    String recorded = HexFormat.of().formatHex(delivered.digest());
    return complete
        && status == answer.status()
        && bodyDigest.equals(answer.bodyDigest())
        && recorded.equals(answer.bodyDigest());
  }
}
