package dev.chaperone.proxy.listener;

import dev.chaperone.proxy.stage.AgentResponse;
import dev.chaperone.proxy.upstream.Headers;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Answers through Helidon. */
final class HelidonResponse implements AgentResponse {
  private final ServerResponse response;
  private boolean started;

  HelidonResponse(ServerResponse response) {
    this.response = response;
  }

  @Override
  public boolean started() {
    return started;
  }

  @Override
  public void send(int status, Headers headers, byte[] body) throws IOException {
    head(status, headers);
    try {
      if (bodiless(status)) {
        response.send();
      } else {
        response.send(body);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public OutputStream start(int status, Headers headers, long length) throws IOException {
    head(status, headers);
    if (length >= 0) {
      response.header(HeaderValues.create(HeaderNames.CONTENT_LENGTH, Long.toString(length)));
    }
    try {
      return new CheckedStream(response.outputStream());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public RuntimeException abort(String why) {
    return new CloseConnectionException("answer aborted: " + why);
  }

  private void head(int status, Headers headers) {
    started = true;
    response.status(Status.create(status));
    headers.forEach(
        (name, value) ->
            response.headers().add(HeaderValues.create(HeaderNames.create(name), value)));
  }

  private static boolean bodiless(int status) {
    return status == 204 || status == 304;
  }

  /** Gives broken connections their checked exception back. */
  private static final class CheckedStream extends OutputStream {
    private final OutputStream out;

    CheckedStream(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }

    @Override
    public void close() throws IOException {
      try {
        out.close();
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }
}
