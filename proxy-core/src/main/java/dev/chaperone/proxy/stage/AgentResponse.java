package dev.chaperone.proxy.stage;

import dev.chaperone.proxy.upstream.Headers;
import java.io.IOException;
import java.io.OutputStream;

/** The way back to the agent. One answer per request. */
public interface AgentResponse {

  /** Whether status and headers have been handed over. */
  boolean started();

  /** Sends a whole answer. */
  void send(int status, Headers headers, byte[] body) throws IOException;

  /**
   * Starts a streamed answer. Closing the stream ends the answer; a stream that is not closed
   * leaves it visibly incomplete.
   *
   * @param length of the body in bytes, -1 if not known
   */
  OutputStream start(int status, Headers headers, long length) throws IOException;

  /**
   * Cuts the connection so that no client takes the answer for complete. Never returns normally.
   */
  RuntimeException abort(String why);
}
