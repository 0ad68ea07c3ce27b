package dev.chaperone.proxy.answer;

import dev.chaperone.proxy.upstream.Headers;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * What the agent will get: status, headers and a body that is read once.
 *
 * @param upstreamStatus upstream's own status, -1 if the gateway itself answers
 * @param length of the body in bytes, -1 if not known
 */
public record Answer(
    int status, int upstreamStatus, Headers headers, InputStream body, long length) {

  /** The gateway's own answer. */
  public static Answer ofGateway(int status, Headers headers, byte[] body) {
    return new Answer(status, -1, headers, new ByteArrayInputStream(body), body.length);
  }

  public Answer withHeaders(Headers newHeaders) {
    return new Answer(status, upstreamStatus, newHeaders, body, length);
  }

  public Answer withBody(byte[] newBody) {
    return new Answer(
        status, upstreamStatus, headers, new ByteArrayInputStream(newBody), newBody.length);
  }
}
